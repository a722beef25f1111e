import type { Email } from 'postal-mime'

import { usableAddress } from './own-address.ts'
import type { Tokens } from './token.ts'

/** The address is not there (any more). A full box, a size or a suspicion of spam is another matter. */
const gone = /^5\.(1\.\d{1,3}|2\.1|4\.4|0\.0)$/

/**
 * Whom a delivery notice says to be unreachable for good. Only what shows the token of that address counts: nobody can
 * take another's channel away by writing such a notice.
 */
export function bouncedAddress(mail: Email, tokens: Tokens): string | undefined {
  const texts = mail.attachments.map(({ content }) =>
    typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('latin1'),
  )
  const notice = texts.find((text) => /^final-recipient:/im.test(text))
  if (notice === undefined || !/^action:\s*failed/im.test(notice)) return undefined
  const status = /^status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(notice)?.[1] ?? ''
  if (!gone.test(status)) return undefined
  const named = ['original', 'final'].map(
    (which) => new RegExp(`^${which}-recipient:\\s*[\\w-]+\\s*;\\s*(\\S+)`, 'im').exec(notice)?.[1],
  )
  return named
    .map((one) => usableAddress(one))
    .find((address) => address !== undefined && tokens.isIn(address, [...texts, mail.text ?? '']))
}
