import { MASK, maskPasscode, passcodesIn } from './mask-passcode.ts'
import { passcodeOf, plainPasscode } from './passcode.ts'

/** Passcodes: made, recognised by a keyed digest, hidden in what people write. */
export interface PasscodeDoor {
  readonly newPasscode: () => { readonly passcode: string; readonly hmac: string }
  /** `undefined`: the check character is wrong, so it never was one. */
  readonly passcodeHmac: (typed: string) => string | undefined
  readonly maskPasscode: (text: string) => string
  /** Something in the text has a passcode's shape and passes its check character. */
  readonly mayHoldPasscode: (text: string) => boolean
  /** The text with a mask for each passcode that `isOne` knows by its HMAC; a number that only looks like one stays. */
  readonly hidePasscodes: (
    text: string,
    isOne: (hmac: string) => Promise<boolean>,
  ) => Promise<string>
}

export const passcodeDoor = (
  mac: (bytes: Uint8Array) => Uint8Array,
  random: (size: number) => Uint8Array,
): PasscodeDoor => {
  const passcodeHmac = (typed: string): string | undefined => {
    const plain = plainPasscode(typed)
    return plain && Buffer.from(mac(Buffer.from(plain))).toString('base64url')
  }
  return {
    passcodeHmac,
    maskPasscode,
    mayHoldPasscode: (text) => passcodesIn(text).length > 0,
    hidePasscodes: async (text, isOne) => {
      let hidden = text
      for (const written of passcodesIn(text)) {
        const hmac = passcodeHmac(written)
        if (hmac !== undefined && (await isOne(hmac))) hidden = hidden.replaceAll(written, MASK)
      }
      return hidden
    },
    newPasscode: () => {
      const passcode = passcodeOf(random(10))
      const hmac = passcodeHmac(passcode)
      if (hmac === undefined) throw new Error('a fresh passcode fails its own check')
      return { passcode, hmac }
    },
  }
}
