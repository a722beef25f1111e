import { derive } from '#crypto/derive.ts'
import type { Suite } from '#crypto/suite.ts'
import { remembering } from './remembering.ts'

/** How words are looked for that nobody can read: keyed digests of pieces of them, others in each area. */
export interface SearchTokens {
  /** Each piece's token, in the pieces' order. */
  readonly searchTokens: (area: string, pieces: readonly string[]) => readonly string[]
  /** All tokens of a case in no order but their own, with some that stand for nothing, so that their number tells no length. */
  readonly caseTokens: (
    area: string,
    about: { readonly caseId: string; readonly pieces: readonly string[] },
  ) => readonly string[]
  /** What somebody looks for, closed: it may stand in an address bar. `for`: who alone can use it. */
  readonly closeQuery: (words: string, whose: string) => string
  /** `undefined`: it is somebody else's, or not ours. */
  readonly openQuery: (closed: string, whose: string) => string | undefined
}

/** Twenty bits: enough to find by, too few for a rare word to be told from every other one. */
const signs = 4
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const together = 16

export function searchTokensUnder(suite: Suite, root: Uint8Array): SearchTokens {
  const keys = new Map<string, Uint8Array>()
  const keyOf = (area: string): Uint8Array => {
    const known = keys.get(area)
    if (known) return known
    const made = derive(suite, root, `yijian search ${area}`)
    keys.set(area, made)
    return made
  }
  const lately = remembering<string>()
  const tokenOf = (area: string, piece: string): string =>
    lately(`${area} ${piece}`, () => inSigns(suite.hmac(keyOf(area), Buffer.from(piece))))
  const queryKey = derive(suite, root, 'yijian search query')
  return {
    searchTokens: (area, pieces) => pieces.map((piece) => tokenOf(area, piece)),
    caseTokens: (area, { caseId, pieces }) => {
      const tokens = new Set(pieces.map((piece) => tokenOf(area, piece)))
      if (tokens.size === 0) return []
      const full = Math.ceil(tokens.size / together) * together
      for (let n = 0; tokens.size < full; n += 1) {
        const digest = suite.hmac(keyOf(area), Buffer.from(`\u0000${caseId} ${n}`))
        for (let at = 0; at < digest.length && tokens.size < full; at += 4)
          tokens.add(inSigns(digest.subarray(at)))
      }
      return [...tokens].toSorted()
    },
    closeQuery: (words, whose) =>
      Buffer.from(suite.seal(queryKey, Buffer.from(words), `query:${whose}`)).toString('base64url'),
    openQuery: (closed, whose) => {
      try {
        const sealed = Buffer.from(closed, 'base64url')
        return Buffer.from(suite.open(queryKey, sealed, `query:${whose}`)).toString()
      } catch {
        return undefined
      }
    },
  }
}

function inSigns(digest: Uint8Array): string {
  const bits = Buffer.from(digest).readUInt32BE(0)
  return Array.from({ length: signs }, (_, n) => alphabet[(bits >>> (n * 5)) & 31]).join('')
}
