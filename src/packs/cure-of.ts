import type { z } from 'zod'

type Issue = z.core.$ZodRawIssue

const kinds: Readonly<Record<string, string>> = {
  string: '文字（加英文双引号）',
  number: '数字（不加引号）',
  int: '整数（不加引号）',
  boolean: 'true 或 false（不加引号）',
  array: '方括号里的列表，如 ["甲", "乙"]',
  object: '花括号里的一组项目',
}

/** Says in plain Chinese what to do about a finding of zod; a message set in the schema goes before it. */
export function cureOf(issue: Issue): string {
  if (issue.code === 'invalid_type') {
    const kind = kinds[issue.expected] ?? issue.expected
    return issue.input === undefined ? `缺这一项。补上，应是${kind}` : `类型不对。改成${kind}`
  }
  if (issue.code === 'unrecognized_keys')
    return `不认识的项目 ${issue.keys.join('、')}。删去，或改正拼写`
  if (issue.code === 'invalid_value') return `只能是 ${issue.values.join('、')} 之一`
  if (issue.code === 'too_small')
    return issue.origin === 'number' || issue.origin === 'int'
      ? `太小了，至少 ${issue.minimum}`
      : '不能为空。填上内容'
  if (issue.code === 'too_big')
    return issue.origin === 'string'
      ? `太长了，最多 ${issue.maximum} 个字`
      : `太大了，最多 ${issue.maximum}`
  if (issue.code === 'invalid_format')
    return issue.format === 'date' ? '日期不对。写成 2020-08-21 这样的真实日期' : '格式不对'
  return '不合要求。对照 data/README.md 改正'
}

const names = ['clause', 'offence', 'code', 'id', 'item', 'department'] as const

function nameOf(element: unknown): string {
  if (typeof element !== 'object' || element === null) return ''
  const record = element as Readonly<Record<string, unknown>>
  const key = names.find((name) => typeof record[name] === 'string')
  return key === undefined ? '' : ` ${String(record[key])}`
}

/** `clauses[第8项 二(八)].lead`: counted from one and called by its own name, as a clerk would look for it. */
export function fieldOf(path: readonly PropertyKey[], whole: unknown): string {
  let value: unknown = whole
  let field = ''
  for (const step of path) {
    value =
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<PropertyKey, unknown>>)[step]
        : undefined
    if (typeof step === 'number') field += `[第${step + 1}项${nameOf(value)}]`
    else field += field === '' ? String(step) : `.${String(step)}`
  }
  return field
}
