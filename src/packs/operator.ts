import { z } from 'zod'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { hoursText } from './escalation.ts'
import { openKeptFile } from './kept-file.ts'

/** What the body that runs an area tells of itself. Until it has, the area is a demonstration. */
export interface OperatorSettings {
  /** 主办单位. */
  readonly sponsor?: string
  /** The duty telephone. */
  readonly telephone?: string
  readonly noticeVersion?: string
  readonly noticeLink?: string
  /** The operator's own notice, shown by the house; paragraphs by empty lines. It needs a version. */
  readonly noticeText?: string
  /** `consent`: the operator has no legal duty to lean on and asks. */
  readonly noticeBase?: 'duty' | 'consent'
  /** The body that takes reports about officials (纪检监察), as the reporter is told. */
  readonly receiver?: string
  /** Language of the first greeting. */
  readonly language?: string
  /** `yes`: a reporter is told afterwards that somebody was granted a look at their name. */
  readonly identityTold?: string
  /** When offices are open, as `09:00-17:00`; without it the default of `escalation.json` holds, and so for the two below. */
  readonly officeHours?: string
  /** Working days after the last day until the coordinating post, and until the supervisors, hear of it. */
  readonly overdueAfter?: string
  readonly supervisedAfter?: string
  /** So many days after the conclusion the reporter is asked what they think; `0`: never. Without it `satisfaction.json` holds. */
  readonly askAfterDays?: string
  /** So many days after the last word a case is put away; without it `satisfaction.json` holds. */
  readonly archiveAfterDays?: string
  /** Whether a second officer reads what ends a part before it leaves. Without it: where the office has two who could. */
  readonly review?: 'always' | 'never'
  /** Offices, by their ids, for which that is set apart from the area. */
  readonly reviewAlways?: string
  readonly reviewNever?: string
  /** How long each kind of data is kept here, as `6M`; without one the default of `retention.json` holds. */
  readonly keepConversation?: string
  readonly keepTranscript?: string
  readonly keepIdentity?: string
  readonly keepEvidence?: string
  readonly keepCase?: string
  readonly keepPayee?: string
}

export interface Operator {
  readonly read: (area: AreaCode) => OperatorSettings
  /** Changes what the patch names; an empty string takes a setting away. Refuses what no caller could use. */
  readonly write: (area: AreaCode, patch: OperatorSettings) => Result<OperatorSettings>
}

/** An area is a demonstration until a body stands behind it, answers a telephone and has an office to send to. */
export const isDemo = (settings: OperatorSettings, offices: number): boolean =>
  settings.sponsor === undefined || settings.telephone === undefined || offices === 0

const term = z.string().regex(/^[1-9]\d{0,2}[DMY]$/)

const workingDays = z.string().regex(/^[1-9]\d?$/)

const settingsSchema = z.strictObject({
  sponsor: z.exactOptional(z.string().trim().min(1).max(60)),
  telephone: z.exactOptional(z.string().regex(/^\+?\d[\d-]{1,19}$/)),
  noticeVersion: z.exactOptional(z.string().trim().min(1).max(40)),
  noticeLink: z.exactOptional(z.url({ protocol: /^https?$/ })),
  noticeText: z.exactOptional(z.string().trim().min(1).max(8000)),
  noticeBase: z.exactOptional(z.enum(['duty', 'consent'])),
  receiver: z.exactOptional(z.string().trim().min(1).max(60)),
  language: z.exactOptional(z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})*$/)),
  identityTold: z.exactOptional(z.literal('yes')),
  officeHours: z.exactOptional(hoursText),
  overdueAfter: z.exactOptional(workingDays),
  supervisedAfter: z.exactOptional(workingDays),
  askAfterDays: z.exactOptional(z.string().regex(/^(?:0|[1-8]?\d|90)$/)),
  archiveAfterDays: z.exactOptional(z.string().regex(/^[1-9]\d{0,2}$/)),
  review: z.exactOptional(z.enum(['always', 'never'])),
  reviewAlways: z.exactOptional(z.string().max(200_000)),
  reviewNever: z.exactOptional(z.string().max(200_000)),
  keepConversation: z.exactOptional(term),
  keepTranscript: z.exactOptional(term),
  keepIdentity: z.exactOptional(term),
  keepEvidence: z.exactOptional(term),
  keepCase: z.exactOptional(term),
  keepPayee: z.exactOptional(term),
})

/** Reports name the version that was shown: a text without one could be exchanged unseen. */
const writtenSchema = settingsSchema.refine(
  ({ noticeText, noticeVersion }) => noticeText === undefined || noticeVersion !== undefined,
  { path: ['noticeVersion'] },
)

const fileSchema = z.record(z.string().regex(/^\d{6}$/), settingsSchema)

/** Opens `operator.json` in the folder that holds what runs. Each writing reads anew, so two hands lose nothing, nor do two processes. */
export function openOperator(dir: string): Operator {
  const file = openKeptFile(dir, 'operator.json', (data, path) => {
    const parsed = fileSchema.safeParse(data)
    if (parsed.success) return parsed.data
    throw new Error(`${path} 读不懂：${z.prettifyError(parsed.error)}。改正，或删去后重新填写`)
  })
  return {
    read: (area) => file.read()[area] ?? {},
    write: (area, patch) => {
      const written = file.change((settings) => {
        const merged = withoutEmpty({ ...settings[area], ...patch })
        const parsed = writtenSchema.safeParse(merged)
        return parsed.success
          ? ok({ ...settings, [area]: parsed.data })
          : refuse('operator-setting', { field: String(parsed.error.issues[0]?.path[0] ?? '') })
      })
      return written.ok ? ok(written.value[area] ?? {}) : written
    },
  }
}

const withoutEmpty = (settings: OperatorSettings): OperatorSettings =>
  Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
