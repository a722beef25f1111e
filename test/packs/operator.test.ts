import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isDemo, openOperator } from '#packs/operator.ts'

function stateFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'operator-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

const sponsor = '淄博市卫生健康委员会'
const telephone = '0533-2301000'

describe('an area is a demonstration', () => {
  it.each([
    ['with nothing entered', {}, 1, true],
    ['without a telephone', { sponsor }, 1, true],
    ['without a sponsor', { telephone }, 1, true],
    ['without an office', { sponsor, telephone }, 0, true],
    ['no longer, with sponsor, telephone and an office', { sponsor, telephone }, 1, false],
  ] as const)('%s', (_title, settings, offices, demo) => {
    expect(isDemo(settings, offices)).toBe(demo)
  })
})

describe('the operator of an area', () => {
  it('is nobody at first', () => {
    using folder = stateFolder()
    expect(openOperator(folder.path).read('370300')).toEqual({})
  })

  it('is still known after a restart, each area by itself', () => {
    using folder = stateFolder()
    openOperator(folder.path).write('370300', { sponsor })
    openOperator(folder.path).write('140800', { sponsor: '运城市卫生健康委员会' })
    openOperator(folder.path).write('370300', { telephone })
    expect(openOperator(folder.path).read('370300')).toEqual({ sponsor, telephone })
  })

  it('loses nothing when two have the file open', () => {
    using folder = stateFolder()
    const [one, other] = [openOperator(folder.path), openOperator(folder.path)]
    one.write('370300', { sponsor })
    other.write('370300', { telephone })
    one.write('370300', { noticeVersion: '2026-1' })
    expect(other.read('370300')).toEqual({ sponsor, telephone, noticeVersion: '2026-1' })
  })

  it('takes a setting away by emptying it', () => {
    using folder = stateFolder()
    const operator = openOperator(folder.path)
    operator.write('370300', { sponsor, telephone })
    expect(operator.write('370300', { telephone: '' })).toEqual({ ok: true, value: { sponsor } })
  })

  it.each([
    ['telephone', '打给我'],
    ['noticeLink', 'javascript:alert(1)'],
    ['language', '中文'],
  ])('may not enter a %s that nobody could use', (field, value) => {
    using folder = stateFolder()
    const operator = openOperator(folder.path)
    expect(operator.write('370300', { [field]: value })).toEqual({
      ok: false,
      refusal: { key: 'operator-setting', facts: { field } },
    })
    expect(operator.read('370300')).toEqual({})
  })

  it('is not read from a file that was spoilt by hand', () => {
    using folder = stateFolder()
    const file = join(folder.path, 'operator.json')
    writeFileSync(file, '{"370300":{"phone":"1"}}')
    const operator = openOperator(folder.path)
    expect(() => operator.read('370300')).toThrow(file)
    expect(() => operator.write('370300', { sponsor })).toThrow(file)
    expect(readFileSync(file, 'utf8')).toContain('phone')
  })
})
