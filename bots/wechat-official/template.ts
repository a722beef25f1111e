/** A template of the account that says nothing but that there is news. */
export interface Template {
  readonly id: string
  /** Names of its fields as the platform gave them: `thing1`, `time3`. */
  readonly fields: readonly string[]
}

const words = '您有一条办理进度'
const shortWords = '有新进度'

/** `ID:thing1,time2`; without fields there is one. */
export function templateOf(written: string): Template {
  const [id = '', fields = 'thing1'] = written.split(':')
  return { id, fields: fields.split(',') }
}

/** Each kind of field has its own limit: 20 characters of a thing, 5 of a phrase, a time is a time. */
export function templateData(
  { fields }: Template,
  now: number,
): Readonly<Record<string, { readonly value: string }>> {
  const value = (field: string): string => {
    if (field.startsWith('phrase')) return shortWords
    if (/^(time|date)/.test(field)) return beijingTime(now)
    return words
  }
  return Object.fromEntries(fields.map((field) => [field, { value: value(field) }]))
}

const beijingTime = (now: number): string => {
  const [day = '', time = ''] = new Date(now + 8 * 3_600_000).toISOString().split('T')
  return `${day} ${time.slice(0, 5)}`
}
