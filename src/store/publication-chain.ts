import { linkHash, nothingBefore, type LinkRow } from './publications.ts'

/** The first link that does not follow from the one before; `undefined`: the chain holds from its beginning. */
export function chainFault(links: readonly LinkRow[]): number | undefined {
  let before = nothingBefore
  for (const [n, link] of links.entries()) {
    if (link.seq !== n + 1 || linkHash(before, link) !== link.hash) return n + 1
    before = link.hash
  }
  return undefined
}
