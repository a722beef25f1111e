import { ours } from './words.ts'

/** Where a mail program begins to repeat what was answered to. */
const dividers: readonly RegExp[] = [
  /^[-_—\s]{2,}\s*(原始邮件|原邮件|回复的原邮件|转发的?邮件|转发邮件信息|original message|forwarded message)\s*[-_—\s]*$/iu,
  /^在\s?.{4,120}(写道|写到|寫道)\s?[：:]?$/u,
  /^.{2,120}(于|於)\s?\d{2,4}\s?[年/-].{4,80}(写道|寫道)\s?[：:]?$/u,
  /^\d{4}\s?[年/-].{4,120}(写道|寫道)\s?[：:]?$/u,
  /^(On|At)\s.{6,200}\swrote\s?:$/iu,
  /^_{20,}$/u,
]

/** The head of the old mail, where nothing stands between: 发件人 and, within the next lines, 主题 or 收件人. */
const heads = /^[>*\s]*(发件人|寄件者|寄件人|from)\s*[:：]/iu
const more = /^[>*\s]*(发送时间|日期|收件人|主题|收件者|主旨|sent|date|to|subject)\s*[:：]/iu

/** What a telephone or a mail program writes under each mail. */
const signatures: readonly RegExp[] = [
  /^(发自|寄自|来自|發自)\s?(我的|网易|小米|华为|荣耀|OPPO|vivo|三星|QQ|Windows|Outlook|Foxmail|iPhone|iPad|Mail).{0,30}$/iu,
  /^(从|從)我的.{1,20}(发送|發送)$/u,
  /^(发送自|發送自)\s?.{2,40}$/u,
  /^(获取|取得|下载)\s?(适用于|Outlook).{0,40}$/iu,
  /^(sent from|get outlook for)\s.{2,50}$/iu,
]

const isQuoted = (line: string): boolean => /^\s?>/.test(line)

/** An attribution may be broken in two by the mail program. */
function beginsQuotation(lines: readonly string[], at: number): boolean {
  const line = (lines[at] ?? '').trim()
  const pair = `${line} ${(lines[at + 1] ?? '').trim()}`
  if (line.includes(ours)) return true
  if (dividers.some((divider) => divider.test(line))) return true
  if (/^(On|At|在|\d{4})/iu.test(line) && dividers.slice(1, 5).some((one) => one.test(pair)))
    return true
  return heads.test(line) && lines.slice(at + 1, at + 5).some((next) => more.test(next))
}

/** What somebody wrote in a reply: above the old mail or, if nothing stands there, between its lines or below it. */
export function aboveQuotation(text: string): string {
  const lines = text.split('\n')
  const cut = lines.findIndex((_, at) => beginsQuotation(lines, at))
  const above = tidy((cut === -1 ? lines : lines.slice(0, cut)).filter((line) => !isQuoted(line)))
  if (above !== '' || cut === -1) return above
  const below = lines.slice(cut)
  if (!below.some(isQuoted)) return ''
  const last = below.findLastIndex(isQuoted)
  const own = below.filter((line, at) => !isQuoted(line) && (at > last || isBetween(below, at)))
  return tidy(own)
}

/** Between two quoted lines, not in the head above them. */
function isBetween(lines: readonly string[], at: number): boolean {
  return lines.slice(0, at).some(isQuoted)
}

/** Without what the telephone writes under it, and without a signature below `-- `. */
export function tidy(lines: readonly string[]): string {
  const border = lines.indexOf('-- ')
  const own = border === -1 ? [...lines] : lines.slice(0, border)
  const isNothing = (line: string): boolean =>
    line.trim() === '' || signatures.some((one) => one.test(line.trim()))
  while (own.length > 0 && isNothing(own.at(-1) ?? '')) own.pop()
  while (own.length > 0 && own[0]?.trim() === '') own.shift()
  return own.join('\n')
}
