import { createHash, createHmac } from 'node:crypto'

/** 32 signs that nobody mistakes for one another, also spoken. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What shows that somebody has read our mail to an address: whoever writes under another's name does not know it. */
export interface Tokens {
  readonly of: (address: string) => string
  /** Whether a token of this address stands in one of the texts. */
  readonly isIn: (address: string, texts: readonly string[]) => boolean
  /** The same message to the same address always has the same one, so that a repeat is known. */
  readonly messageId: (address: string, id: string) => string
}

export function createTokens(secret: string, domain: string): Tokens {
  const of = (address: string): string => {
    const bytes = createHmac('sha256', secret).update(address).digest()
    return [...bytes.subarray(0, 16)].map((byte) => signs[byte % 32]).join('')
  }
  return {
    of,
    isIn: (address, texts) => {
      const token = of(address)
      return texts.some((text) => text.toUpperCase().includes(token))
    },
    messageId: (address, id) => {
      const name = createHash('sha256').update(`${address}\n${id}`).digest('hex').slice(0, 24)
      return `<${name}.${of(address)}@${domain}>`
    },
  }
}
