import { z } from 'zod'

/** `https://www.example.gov.cn`, and on this machine or in a test plain http. */
const origin = z.string().refine((text) => {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const isNear = /^(localhost|127\.0\.0\.1)$/.test(url.hostname)
  return url.origin === text && (url.protocol === 'https:' || (url.protocol === 'http:' && isNear))
})

export const embedOptions = {
  CHAT_EMBED_ORIGINS: {
    value: z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter(Boolean))
      .pipe(z.array(origin).max(20))
      .optional(),
    cure: 'the websites that may show the chat, with https:// and no path, a space between them',
  },
} as const

/** Nobody may, unless named. */
export const embedOf = ({
  CHAT_EMBED_ORIGINS: frames = [],
}: {
  readonly CHAT_EMBED_ORIGINS?: readonly string[] | undefined
}): { readonly chatFrames: readonly string[] } => ({ chatFrames: frames })
