import type { Sent } from './fake-mail.ts'

export interface Written {
  readonly from: string
  readonly text?: string
  readonly html?: string
  readonly subject?: string
  readonly id?: string
  /** The mail of ours that is answered, as a mail program does it. */
  readonly answers?: Sent | undefined
  readonly to?: string
  readonly headers?: readonly string[]
  readonly files?: readonly {
    readonly name: string
    readonly type?: string
    readonly bytes: Uint8Array
  }[]
}

let count = 0

const base64 = (bytes: Uint8Array | string): string =>
  (
    Buffer.from(bytes as string)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n')

const word = (text: string): string => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`

/** A mail as people's programs send it. */
export function mailOf(written: Written): string {
  count += 1
  const {
    from,
    text = '',
    html,
    subject,
    id = `<m${count}@citizen.example>`,
    answers,
    files = [],
  } = written
  const replies = answers?.mail.messageId
  const head = [
    `Return-Path: <${from}>`,
    `From: ${from}`,
    `To: ${written.to ?? 'jubao@ws.example'}`,
    ...(id === '' ? [] : [`Message-ID: ${id}`]),
    'Date: Mon, 02 Mar 2026 08:00:00 +0800',
    ...(subject === undefined && !answers
      ? []
      : [`Subject: ${word(subject ?? `回复：${answers?.mail.subject}`)}`]),
    ...(replies ? [`In-Reply-To: ${replies}`, `References: ${replies}`] : []),
    ...(written.headers ?? []),
    'MIME-Version: 1.0',
  ]
  const body = (type: string, content: string): string =>
    [
      `Content-Type: ${type}; charset=utf-8`,
      'Content-Transfer-Encoding: base64',
      '',
      base64(content),
    ].join('\r\n')
  const words = html === undefined ? body('text/plain', text) : body('text/html', html)
  if (files.length === 0) return `${head.join('\r\n')}\r\n${words}\r\n`
  const parts = files.map(({ name, type = 'application/octet-stream', bytes }) =>
    [
      `Content-Type: ${type}; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      base64(bytes),
    ].join('\r\n'),
  )
  const all = [words, ...parts].map((part) => `--part-of-it\r\n${part}\r\n`).join('')
  return `${head.join('\r\n')}\r\nContent-Type: multipart/mixed; boundary="part-of-it"\r\n\r\n${all}--part-of-it--\r\n`
}
