import { createTransport } from 'nodemailer'

import { connect } from './mailbox.ts'
import { serverOf } from './smtp.ts'

/** Signs in at the box and at the server that takes our mail, and out again: nothing is read and nothing is sent. */
export async function probeMail({
  imapUrl,
  smtpUrl,
}: {
  readonly imapUrl: string
  readonly smtpUrl: string
}): Promise<'ok' | { readonly code: string }> {
  const box = await tried('imap', async () => await signIntoBox(imapUrl))
  return box === 'ok' ? await tried('smtp', async () => await signIntoServer(smtpUrl)) : box
}

async function tried(
  which: 'imap' | 'smtp',
  signIn: () => Promise<void>,
): Promise<'ok' | { readonly code: string }> {
  try {
    await signIn()
    return 'ok'
  } catch (error) {
    const { code, authenticationFailed } = Object(error) as {
      readonly code?: unknown
      readonly authenticationFailed?: unknown
    }
    const isRefused = authenticationFailed === true || code === 'EAUTH'
    return { code: `${which}-${isRefused ? 'refused' : 'not-reached'}` }
  }
}

async function signIntoBox(url: string): Promise<void> {
  const client = await connect(url)
  try {
    await client.connect()
    await client.noop()
    await client.logout()
  } finally {
    client.close()
  }
}

async function signIntoServer(url: string): Promise<void> {
  const transport = createTransport(serverOf(url))
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}
