import type { DepartmentDelivery, DepartmentNotice } from '#conversation/department.ts'
import { handOver, serverOf } from '../email/smtp.ts'

/** The house's own way to send mail. */
export interface MailWay {
  readonly url: string
  readonly from: string
}

/** Words alone, and nobody's machine answers it. A repeat has the same Message-ID. */
export async function tellByMail(
  address: string,
  { id, lines }: DepartmentNotice,
  way: MailWay | undefined,
): Promise<DepartmentDelivery> {
  if (!way) return { failed: 'no-mail' }
  const delivery = await handOver(serverOf(way.url), {
    from: way.from,
    to: address,
    envelope: { from: way.from, to: [address] },
    subject: lines[0] ?? '',
    text: [...lines, '', '这封信由系统发出，不用回复。'].join('\n'),
    textEncoding: 'base64',
    messageId: `<${id}@${way.from.split('@')[1] ?? 'localhost'}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  if (delivery === 'sent') return 'sent'
  if (delivery === 'unknown') return { failed: 'mail', doubtful: true }
  if (delivery === 'closed') return { failed: 'mail-nobody' }
  return { failed: 'mail', retryAfter: delivery.retryAfter }
}
