import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/console.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchForLinks } from './app/link-token';
import { queryClient } from './app/query-client';
import { router } from './app/router';
import { cssVariables, theme } from './app/theme';

/** The policy lets styles in that carry the nonce of this page. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
const place = document.getElementById('console');
if (!place) throw new Error('The page has no place for the console.');

/** What keeps the page still behind a dialog adds a style of its own, and looks for the nonce here. */
Object.assign(globalThis, { __webpack_nonce__: nonce });

watchForLinks();
createRoot(place).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: 'roster-colours' })}
      getStyleNonce={() => nonce}
    >
      <Notifications position="bottom-right" />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
