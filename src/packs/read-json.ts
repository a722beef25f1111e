import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check } from './data-checks.ts'
import type { Problem } from './problem.ts'

/** A file read and checked: the value, or what is wrong with it. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Reads one file below the data folder; every fault of it is named, not only the first. */
export function readJson<T>(dataDir: string, file: string, check: Check<T>): Read<T> {
  const text = readText(join(dataDir, file))
  if (text === undefined) return wrong(file, '没有这个文件。补上，格式见 data/README.md')
  if (text === 'not-utf-8') return wrong(file, '不是 UTF-8 编码。用 UTF-8 另存')
  const content = parse(text.text)
  if (!content.ok) return wrong(file, content.cure)
  const checked = check(content.value)
  if (checked.ok) return checked
  return { ok: false, problems: checked.faults.map((fault) => ({ file, ...fault })) }
}

const wrong = (
  file: string,
  cure: string,
): { readonly ok: false; readonly problems: Problem[] } => ({
  ok: false,
  problems: [{ file, field: '', cure }],
})

function readText(path: string): { readonly text: string } | 'not-utf-8' | undefined {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return 'not-utf-8'
  }
}

type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly cure: string }

function parse(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    const line = /line (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
    const where = line === undefined ? '' : `，第 ${line} 行附近`
    return { ok: false, cure: `不是合法的 JSON${where}。检查逗号、英文引号和括号是否成对` }
  }
}
