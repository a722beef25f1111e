import { z } from 'zod'
import { noticeItems, type PrivacyNotice } from '#core/privacy-notice.ts'
import { packError, type Problem } from './problem.ts'
import { readJson } from './read-json.ts'
import { repeated } from './repeated.ts'
import { zodCheck } from './zod-check.ts'

const words = z.string().trim().min(1)
const file = 'national/notices.json'

const noticeSchema = z.strictObject({
  version: words.max(40),
  since: z.iso.date(),
  base: z.enum(['duty', 'consent']),
  minor: z.strictObject({ age: z.int().min(1).max(18), source: words }),
  source: words,
  brief: z.record(z.string(), words.max(240)),
  sections: z
    .array(
      z.strictObject({
        item: z.enum([...noticeItems, 'besides']),
        title: words,
        text: z.array(words).min(1).readonly(),
      }),
    )
    .readonly(),
})

const noticesSchema: z.ZodType<readonly PrivacyNotice[]> = z
  .array(
    noticeSchema.refine(
      ({ sections }) => noticeItems.every((item) => sections.some((one) => one.item === item)),
      { path: ['sections'], error: `要写全六项：${noticeItems.join('、')}` },
    ),
  )
  .min(1)
  .readonly()

/** Every version of the privacy notice, with what is wrong in the file. */
export function readNotices(dataDir: string): {
  readonly notices: readonly PrivacyNotice[]
  readonly problems: readonly Problem[]
} {
  const read = readJson(dataDir, file, zodCheck(noticesSchema))
  if (!read.ok) return { notices: [], problems: read.problems }
  const twice = repeated(read.value.map(({ version }) => version))
  return {
    notices: read.value,
    problems: twice.map((version) => ({ file, field: version, cure: '写了两次。换一个版本号' })),
  }
}

/** As `readNotices`, for whoever cannot serve without one. */
export function loadNotices(dataDir: string): readonly PrivacyNotice[] {
  const { notices, problems } = readNotices(dataDir)
  if (problems.length > 0) throw packError(problems)
  return notices
}
