import { Alert, Avatar, createTheme, Input, Menu, Notification, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** A calm blue of our own; its two darkest steps carry white text at 4.5 : 1 and more. */
const roster: MantineColorsTuple = [
  '#eef3ff', '#dce4f5', '#b9c7e2', '#94a8d0', '#748dc1', '#5f7cb8', '#5474b4', '#3f5b96', '#34508c', '#28437a',
];

/** `primaryShade`, `autoContrast` and the threshold together keep every colour readable, light and dark. */
export const theme = createTheme({
  colors: { roster },
  primaryColor: 'roster',
  primaryShade: 8,
  autoContrast: true,
  luminanceThreshold: 0.4,
  defaultRadius: 'md',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.125rem' }, h3: { fontSize: '1rem' } } },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Most fields are required; what is optional says so in its label.
    InputWrapper: Input.Wrapper.extend({ defaultProps: { withAsterisk: false } }),
    // A page has one banner, and the head of a dialog is none.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
    // A menu holds its items and nothing else: the first of them has the focus.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    // Of the colours for initials those that can be read.
    Avatar: Avatar.extend({ defaultProps: { allowedInitialsColors: ['blue', 'cyan', 'grape', 'indigo', 'pink', 'violet'] } }),
    Notification: Notification.extend({ styles: { description: { color: 'var(--mantine-color-dimmed)' } } }),
    // In the alert's own colour a title is hard to read on its ground.
    Alert: Alert.extend({ styles: { title: { color: 'var(--mantine-color-text)' } } }),
  },
});

/** What is written small or in passing stays readable: 4.5 : 1 and more on every ground of ours. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#5f666d', '--mantine-color-placeholder': '#6c737a', '--mantine-color-error': '#c92a2a' },
  dark: { '--mantine-color-dimmed': '#a6a6a6', '--mantine-color-placeholder': '#9a9a9a', '--mantine-color-error': '#ff8787' },
});
