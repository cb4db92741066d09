const COLOURS = ['#364fc7', '#1864ab', '#0b7285', '#087f5b', '#2b8a3e', '#5c940d', '#a61e4d', '#862e9c', '#5f3dc4'];

/** A round picture with a person's initials, in a colour of their own. Nothing is fetched from anywhere (T-1). */
export function avatarOf(memberId: string, name: string): string {
  const colour = COLOURS[parseInt(memberId.slice(-4), 16) % COLOURS.length] ?? '#364fc7';
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64" role="img">',
    `<circle cx="32" cy="32" r="32" fill="${colour}"/>`,
    '<text x="32" y="33" fill="#fff" font-family="system-ui, sans-serif" font-size="26" text-anchor="middle"',
    ` dominant-baseline="middle">${escaped(initials(name))}</text></svg>`,
  ].join('');
}

function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
