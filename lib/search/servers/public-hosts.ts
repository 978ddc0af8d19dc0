import type { BlockList, LookupFunction } from 'node:net';
import { lateModules } from '../../base/late-modules';
import { ServerFailure } from './server-failure';

/** Addresses of this machine, of networks that are not public, and of none. */
const closed = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const;

/** Of IPv6, what is public lies in 2000::/3; parts of it hold addresses of IPv4. */
const open = ['2000::', 3] as const;

let lists: { readonly closed: BlockList; readonly open: BlockList } | undefined;
function blockLists(): NonNullable<typeof lists> {
  if (lists) return lists;
  const { BlockList } = lateModules.net();
  lists = { closed: new BlockList(), open: new BlockList() };
  for (const [address, bits] of closed) lists.closed.addSubnet(address, bits, 'ipv4');
  lists.open.addSubnet(...open, 'ipv6');
  return lists;
}

/** IPv6 addresses that stand for one of IPv4: the words before it, and the word at which it begins. */
const holders = [
  [[0, 0, 0, 0, 0, 0xffff], 6],
  [[0, 0, 0, 0, 0xffff, 0], 6],
  [[0x64, 0xff9b, 0, 0, 0, 0], 6],
  [[0x2002], 1],
] as const;

function wordsOf(address: string): number[] {
  const [head = '', tail] = address
    .replace(/%.*$/, '')
    .replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, hexOf)
    .split('::');
  const words = (part: string): number[] => (part === '' ? [] : part.split(':').map((word) => parseInt(word, 16)));
  if (tail === undefined) return words(head);
  const [before, after] = [words(head), words(tail)];
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

const hexOf = (_: string, ...bytes: string[]): string => {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
};

/** Whether anyone on the Internet may reach an address: it is not of this machine or of a network of its own. */
export function isPublicAddress(address: string): boolean {
  const { isIPv4, isIPv6 } = lateModules.net();
  if (isIPv4(address)) return !blockLists().closed.check(address, 'ipv4');
  if (!isIPv6(address)) return false;
  const words = wordsOf(address);
  for (const [before, at] of holders) {
    if (!before.every((word, index) => words[index] === word)) continue;
    const [high = 0, low = 0] = words.slice(at);
    return isPublicAddress([high >> 8, high & 0xff, low >> 8, low & 0xff].join('.'));
  }
  return (
    blockLists().open.check(address.replace(/%.*$/, ''), 'ipv6') &&
    words[0] !== 0x3fff &&
    !(words[0] === 0x2001 && words[1] === 0xdb8)
  );
}

const notPublic = (host: string, address: string): ServerFailure =>
  new ServerFailure(
    'refused',
    `redirects to ${host}${host === address ? '' : ` (${address})`}, which is no public host and not in the search path: only hosts that the path names may be there`,
  );

/** A host of a URL, as sockets take it. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** Throws for a host that is an address, or a name, of this machine or of a network that is not public. */
export function checkPublicHost(url: URL): void {
  const host = hostOf(url);
  const isLocal = /(?:^|\.)localhost\.?$/i.test(host);
  if (isLocal || (lateModules.net().isIP(host) !== 0 && !isPublicAddress(host))) throw notPublic(host, host);
}

/** Finds addresses like Node.js does, and refuses those that are not public: whoever owns a name decides where it leads. */
export const publicLookup: LookupFunction = (host, options, done) => {
  lateModules.dns().lookup(host, { ...options, all: true }, (error, addresses) => {
    const wrong = error ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
    const [first] = error ? [] : addresses;
    if (error) done(error, '', 0);
    else if (wrong || !first) done(notPublic(host, wrong?.address ?? host), '', 0);
    else if (options.all === true) done(null, addresses);
    else done(null, first.address, first.family);
  });
};
