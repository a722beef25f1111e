import { PLAIN, type Setting } from './setting.ts'

/** One line of a transcript that is told: what the reporter sends, or what happens elsewhere. */
export interface Cue {
  /** As it stands in the file. */
  readonly line: string
  readonly happens:
    | { readonly type: 'text'; readonly text: string }
    | { readonly type: 'back' | 'voice' | 'sticker' | 'start' | 'stale-button' }
    | { readonly type: 'same-again' }
    | { readonly type: 'photo'; readonly state: 'kept' | 'pending'; readonly caption?: string }
    | { readonly type: 'location' }
    | { readonly type: 'button'; readonly number: number }
    | { readonly type: 'silence'; readonly ms: number }
    | { readonly type: 'refused'; readonly why: string }
    | { readonly type: 'title' }
    | { readonly type: 'department'; readonly kind: string; readonly text: string }
    | { readonly type: 'service'; readonly request: string; readonly why: string }
    | { readonly type: 'operator'; readonly text: string; readonly release: boolean }
}

/** The lines of a `.chat` file that tell what happens (`#` and `>`); the others are what came of it. */
export const readChat = (
  file: string,
): { readonly setting: Setting; readonly cues: readonly Cue[] } => {
  const lines = file.split('\n').filter((line) => /^[#>]/.test(line))
  return {
    setting: lines.reduce(settingFrom, PLAIN),
    cues: lines.map((line) => ({ line, happens: happening(line) })),
  }
}

const SETTING = '# 设定：'

const settingFrom = (setting: Setting, line: string): Setting => {
  if (!line.startsWith(SETTING)) return setting
  const entries = line
    .slice(SETTING.length)
    .split(' ')
    .map((part): readonly [string, unknown] => {
      const [name = '', value = ''] = part.split('=')
      return [name, name === 'reports' ? value.split(',') : value]
    })
  return { ...setting, ...Object.fromEntries(entries) }
}

const happening = (line: string): Cue['happens'] => {
  if (line.startsWith('#')) return aside(line)
  const text = line.slice(2)
  const [, inner] = /^<(.+)>$/.exec(text) ?? []
  return inner === undefined ? { type: 'text', text } : deed(inner)
}

const aside = (line: string): Cue['happens'] => {
  const [, who, rest = ''] = /^# (部门|服务|工作人员|工作人员放回)：(.*)$/.exec(line) ?? []
  const [first = '', ...others] = rest.split(' ')
  switch (who) {
    case '部门':
      return { type: 'department', kind: first, text: others.join(' ') }
    case '服务':
      return { type: 'service', request: first, why: others.join(' ') }
    case '工作人员':
      return { type: 'operator', text: rest, release: false }
    case '工作人员放回':
      return { type: 'operator', text: rest, release: true }
    case undefined:
    default:
      return { type: 'title' }
  }
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

const deed = (inner: string): Cue['happens'] => {
  const [name = '', ...rest] = inner.split(' ')
  const detail = rest.join(' ')
  switch (name) {
    case 'back':
    case 'voice':
    case 'sticker':
    case 'start':
      return { type: name }
    case 'same':
      return { type: 'same-again' }
    case 'stale':
      return { type: 'stale-button' }
    case 'location':
      return { type: 'location' }
    case 'photo':
      return { type: 'photo', state: 'kept', ...(detail ? { caption: detail } : {}) }
    case 'pending':
      return { type: 'photo', state: 'pending' }
    case 'button':
      return { type: 'button', number: Number(detail) }
    case 'silence':
      return { type: 'silence', ms: Number(detail.slice(0, -1)) * (UNITS[detail.slice(-1)] ?? 0) }
    case 'refused':
      return { type: 'refused', why: detail }
    default:
      throw new Error(`a transcript cannot tell <${inner}>`)
  }
}
