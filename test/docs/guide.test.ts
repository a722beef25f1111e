import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const text = (name: string): string =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')

describe('the guide for the administrator', () => {
  const guide = text('docs/operations.md')
  const section = (title: string): string =>
    guide.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? ''

  /** Each stands in the section, and in this order. */
  const standInOrder = (title: string, steps: readonly string[]): void => {
    const at = steps.map((step) => section(title).indexOf(step))
    expect(at).not.toContain(-1)
    expect(at).toEqual(at.toSorted((a, b) => a - b))
  }

  it('moves a house after its last report: the old one is stopped before the copy is made', () => {
    standInOrder('Moving to another machine', [
      'systemctl disable --now yijian',
      'left stopped',
      'yijian backup',
      '`restore`',
      'systemctl start yijian',
      'at the proxy',
    ])
  })

  it('says after a restore how far the numbers had come, and how they go on', () => {
    standInOrder('After a restore: numbers that were given since', [
      "grep 'a report is registered'",
      'yijian numbers',
      '请再报一次',
    ])
    expect(section('What to do when…')).toContain(
      '(#after-a-restore-numbers-that-were-given-since)',
    )
  })

  it('leads to sections that there are', () => {
    const anchors = [...guide.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    )
    const asked = [...guide.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor)
    expect(asked.length).toBeGreaterThan(2)
    expect(asked.filter((anchor = '') => !anchors.includes(anchor))).toEqual([])
  })
})
