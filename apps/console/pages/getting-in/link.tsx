import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { forgetLinkToken, linkToken } from '../../app/link-token';
import { Page } from '../../kit/page';

/** The token that the link of this page brought. It is gone once the page is left. */
export function useLinkToken(): string | undefined {
  const [token] = useState(linkToken);
  useEffect(() => forgetLinkToken, []);
  return token;
}

/** Also after the page was loaded again: the token is not kept. */
export function WithoutToken({ title }: { readonly title: string }) {
  return (
    <Page title={title}>
      <Text>This page is opened by the link in an email. Open that link again, and check that it is whole.</Text>
      <Ways>
        <Way to="/" words="Go to your workspaces" />
      </Ways>
    </Page>
  );
}

/** Where one can go from here, below everything else. */
export function Ways({ children }: { readonly children: ReactNode }) {
  return (
    <Group gap="lg" fz="sm">
      {children}
    </Group>
  );
}

interface WayProps {
  readonly to: '/' | '/sign-in' | '/sign-up' | '/reset';
  readonly words: string;
  /** Within a sentence or a message: underlined and in its colour, whatever the ground. */
  readonly inText?: boolean;
}

export const IN_TEXT = { underline: 'always', c: 'var(--mantine-color-text)' } as const;

export function Way({ to, words, inText = false }: WayProps) {
  return (
    <Anchor component={Link} to={to} inherit {...(inText ? IN_TEXT : {})}>
      {words}
    </Anchor>
  );
}
