/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 17

/** A passcode of 80 random bits (10 bytes) and a check character, shown in groups: `XXXX-XXXX-XXXX-XXXXX`. */
export const passcodeOf = (bytes: Uint8Array): string => {
  const digits = digitsOf(bytes)
  const text = [...digits, checkDigit(digits)].map((digit) => ALPHABET.charAt(digit)).join('')
  return text.replace(/^(.{4})(.{4})(.{4})(.{5})$/, '$1-$2-$3-$4')
}

/**
 * What was typed, as it was given out: any case, spaces, dashes, full-width letters, O for 0, I or L for 1.
 * `undefined` where it cannot be one, because of its length, a letter or the check character.
 */
export const plainPasscode = (typed: string): string | undefined => {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  const digits = Array.from(text, (letter) => ALPHABET.indexOf(letter))
  const fits = digits.length === LENGTH && !digits.includes(-1) && sumOf(digits) === 0
  return fits ? text : undefined
}

const digitsOf = (bytes: Uint8Array): number[] => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => Number.parseInt(five, 2))
}

/**
 * The sum of digit × α^place over the field of 32 elements is zero. As every weight is different and none is
 * zero, one wrong character and any two exchanged ones show; a sum modulo 32 cannot do both.
 */
const sumOf = (digits: readonly number[]): number =>
  digits.reduceRight((sum, digit) => timesAlpha(sum) ^ digit, 0)

/** One step in the field: x^5 = x^2 + 1. */
const timesAlpha = (element: number): number =>
  element & 16 ? ((element << 1) & 31) ^ 5 : element << 1

const checkDigit = (digits: readonly number[]): number => {
  for (let digit = 0; digit < 32; digit++) if (sumOf([...digits, digit]) === 0) return digit
  throw new Error('every row of digits has its check digit')
}
