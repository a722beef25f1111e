/** Our own address, and its variants with a token where the mail server takes plus addresses. */
export interface OwnAddress {
  readonly plain: string
  readonly domain: string
  readonly withToken: (token: string) => string
  readonly isOwn: (address: string) => boolean
}

/** `jubao+@ws.example`: the server delivers `jubao+anything@ws.example` too. */
export function ownAddress(given: string): OwnAddress {
  const border = given.lastIndexOf('@')
  const domain = given.slice(border + 1).toLowerCase()
  const local = given.slice(0, border).toLowerCase()
  const plus = local.endsWith('+')
  const name = plus ? local.slice(0, -1) : local
  const plain = `${name}@${domain}`
  return {
    plain,
    domain,
    withToken: (token) => (plus ? `${name}+${token.toLowerCase()}@${domain}` : plain),
    isOwn: (address) =>
      address === plain || (address.startsWith(`${name}+`) && address.endsWith(`@${domain}`)),
  }
}

const usable = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,190}$/u

/** An address one may write to, or `undefined`; upper and lower case are one person. */
export function usableAddress(given: string | undefined): string | undefined {
  const address = given?.trim().toLowerCase() ?? ''
  return usable.test(address) ? address : undefined
}
