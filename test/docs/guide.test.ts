import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const text = (name: string): string =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')

describe('the guide for the administrator', () => {
  const guide = text('docs/operations.md')
  const section = (title: string): string =>
    guide.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? ''

  /** Those of the steps that stand in the section, in its order. */
  const inOrder = (title: string, steps: readonly string[]): readonly string[] => {
    const within = section(title)
    const found = steps.filter((step) => within.includes(step))
    return found.toSorted((one, other) => within.indexOf(one) - within.indexOf(other))
  }

  it('moves a house after its last report: the old one is stopped before the copy is made', () => {
    const steps = [
      'systemctl disable --now yijian',
      'left stopped',
      'yijian backup',
      '`restore`',
      'systemctl start yijian',
      'at the proxy',
    ]
    expect(inOrder('Moving to another machine', steps)).toEqual(steps)
  })

  it('unpacks a release beside the one that works, switches, and goes the same way back', () => {
    const steps = [
      'yijian backup',
      'tar --strip-components=1 -C /opt/yijian-new -xzf',
      'check-data',
      'systemctl stop yijian',
      'mv /opt/yijian /opt/yijian-old && sudo mv /opt/yijian-new /opt/yijian',
      'systemctl start yijian',
      'mv /opt/yijian /opt/yijian-new && sudo mv /opt/yijian-old /opt/yijian',
      'yijian restore /mnt/backup/before',
    ]
    expect(inOrder('Upgrade and way back', steps)).toEqual(steps)
  })

  it('says after a restore how far the numbers had come, and how they go on', () => {
    const steps = ["grep 'a report is registered'", 'yijian numbers', '请再报一次']
    expect(inOrder('After a restore: numbers that were given since', steps)).toEqual(steps)
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
