import { outOfRange } from '../base/checks';

/** What people write in a search path that means something else than they think. */
const mistakes: readonly { readonly looks: RegExp; readonly expected: string }[] = [
  {
    looks: /^\s*(?:src|svr|srvr|serv|server|symserv|symsvr|symsrc|symserver)\s*\*/i,
    expected: 'srv*CACHE*https://SERVER, with the word srv',
  },
  { looks: /^\s*(?:cach|cahce|chache|cashe|caches)\s*\*/i, expected: 'cache*FOLDER, with the word cache' },
  { looks: /^\s*~(?:[\\/]|$)/, expected: 'a whole path: ~ stands for no folder here' },
  {
    looks: /,\s*(?:[a-z]:[\\/]|[\\/]{2}|(?:srv|symsrv|cache)\*|https?:\/\/)/i,
    expected: 'one element: elements are separated by ; and not by a comma',
  },
];

/**
 * Refuses an element with a mistake that is known.
 *
 * @throws RangeError that says what it should be
 */
export function checkForMistakes(text: string, label: string): void {
  const mistake = mistakes.find(({ looks }) => looks.test(text));
  if (mistake) throw outOfRange(label, mistake.expected, text);
}
