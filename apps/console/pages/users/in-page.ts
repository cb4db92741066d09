/** Where menus open: within the page's own landmark, so that no part of what is shown lies outside of it. */
export const IN_PAGE = { target: '#content' };
