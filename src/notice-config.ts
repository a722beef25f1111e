import { isIP } from 'node:net'
import { z } from 'zod'

/** How departments are told, as far as the machine's keeper decides it; where, administrators say at the desk. */
export interface NoticeSettings {
  /** Networks of the operator's own that may be called, though nobody else's inside may. */
  readonly ownNets: readonly string[]
  readonly mailFrom?: string
}

const isNet = (net: string): boolean => {
  const [address = '', bits] = net.split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
}

export const noticeOptions = {
  NOTICE_NETS: {
    value: z
      .string()
      .transform((nets) => nets.split(/[\s,]+/).filter((net) => net !== ''))
      .refine((nets) => nets.every(isNet))
      .optional(),
    cure: 'networks of your own that notices may go to, e.g. 10.1.0.0/16,192.168.8.20',
  },
  NOTICE_MAIL_FROM: {
    value: z
      .string()
      .regex(/^[\w.-]{1,64}@[\w-]+(\.[\w-]+)+$/)
      .optional(),
    cure: 'the address that mail to departments comes from, e.g. tongzhi@wsjk.example',
  },
} as const

type Values = {
  readonly [K in keyof typeof noticeOptions]: z.infer<(typeof noticeOptions)[K]['value']>
}

/** Without an address of its own, mail to departments comes from the mail box of the reports. */
export function noticesOf(
  { NOTICE_NETS: ownNets = [], NOTICE_MAIL_FROM }: Values,
  mailBox: string | undefined,
): NoticeSettings {
  const mailFrom = NOTICE_MAIL_FROM ?? mailBox?.replace('+@', '@')
  return { ownNets, ...(mailFrom ? { mailFrom } : {}) }
}
