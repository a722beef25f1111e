import type { Email } from 'postal-mime'

type Header = Email['headers'][number]

/** The first value of a header, or ''. */
export const headerOf = (headers: readonly Header[], name: string): string =>
  headers.find(({ key }) => key === name)?.value.trim() ?? ''

const has = (headers: readonly Header[], name: string): boolean =>
  headers.some(({ key }) => key === name)

const machines =
  /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|notifications?)([+=-].*)?@/i

/** Whether a machine wrote it: an answering machine, a list, a delivery notice. Nobody waits for an answer to it. */
export function isAutomatic(headers: readonly Header[], from: string): boolean {
  const submitted = headerOf(headers, 'auto-submitted').toLowerCase()
  return (
    (submitted !== '' && !submitted.startsWith('no')) ||
    /\b(bulk|junk|list|auto_reply)\b/i.test(headerOf(headers, 'precedence')) ||
    headers.some(({ key }) =>
      /^(x-autoreply|x-autorespond|x-autoresponder|x-auto-reply-from)$/.test(key),
    ) ||
    /\S/.test(headerOf(headers, 'x-auto-response-suppress')) ||
    headers.some(({ key }) => /^list-(id|post|unsubscribe|help)$/.test(key)) ||
    headers.some(({ key, value }) => key === 'return-path' && /^<?\s*>?$/.test(value.trim())) ||
    /^multipart\/report\b/i.test(headerOf(headers, 'content-type')) ||
    has(headers, 'x-failed-recipients') ||
    machines.test(from)
  )
}
