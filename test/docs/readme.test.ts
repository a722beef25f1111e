import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { options } from '../../src/config.ts'
import { here } from '../cli/yijian.ts'

const text = (name: string): string =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')

/** The first words of a command's lines in what `--help` says. */
const commandsIn = (help: string): readonly string[] =>
  [...(help.split('Commands:\n')[1] ?? '').matchAll(/^ {2}([a-z][\w-]*)/gm)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'help')

/** Every command as it is typed, `keys rotate` too. */
async function commands(): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of commandsIn((await here(['--help'])).out)) {
    const parts = commandsIn((await here([name, '--help'])).out)
    found.push(...(parts.length === 0 ? [name] : parts.map((part) => `${name} ${part}`)))
  }
  return found
}

describe.each(['README.md', 'README.zh-CN.md'])('%s', (name) => {
  const readme = text(name)
  /** What stands between back quotes; `officers add\\|list` is two commands. */
  const quoted = [...readme.matchAll(/`([^`\n]+)`/g)].flatMap(([, words = '']) => {
    const [first = '', ...others] = words.split('\\|')
    const group = first.split(' ')[0]
    return [first, ...others.map((one) => `${group} ${one}`)]
  })

  it('names every setting', () => {
    const known = Object.keys(options)
    expect(known.length).toBeGreaterThan(60)
    expect(known.filter((key) => !quoted.includes(key))).toEqual([])
  })

  it('names every command', async () => {
    const all = await commands()
    expect(all).toContain('keys rotate')
    expect(all.length).toBeGreaterThan(30)
    const isNamed = (command: string): boolean =>
      quoted.some((words) => words === command || words.startsWith(`${command} `))
    expect(all.filter((command) => !isNamed(command))).toEqual([])
    expect(quoted.some((words) => words.startsWith('erase ') && words.includes('--confirm'))).toBe(
      true,
    )
    expect(
      quoted.some((words) => words.startsWith('doctor ') && words.includes('--clock-ok')),
    ).toBe(true)
  })

  it('leads only to files that there are', () => {
    const paths = [...readme.matchAll(/\]\(((?!http|#)[^)#]+)/g)].map(([, path = '']) => path)
    expect(paths).toContain('docs/keys.md')
    for (const path of paths) expect(text(path).length, path).toBeGreaterThan(0)
  })
})

it('what npm runs with the program is a command that there is', async () => {
  const { scripts } = JSON.parse(text('package.json')) as {
    readonly scripts: Readonly<Record<string, string>>
  }
  const asked = Object.values(scripts).flatMap((line) => {
    const command = /^node src\/yijian\.ts (\S+)/.exec(line)?.[1]
    return command === undefined ? [] : [command]
  })
  expect(asked).toContain('serve')
  const known = await commands()
  expect(asked.filter((one) => !known.includes(one))).toEqual([])
})
