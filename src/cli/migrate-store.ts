import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { refuse, type Refusal, type Result } from '#core/result.ts'
import { createSuite } from '#crypto/suite.ts'
import { copyTables, isHalfCopied, mayTake, type Copied } from '#store/copy-tables.ts'
import { lockServe } from '#store/lock.ts'
import { openStore } from '#store/open.ts'
import type { Db } from '#store/transaction.ts'
import { postgresKeyStore } from '#vault/key-store-postgres.ts'
import { moveKeys } from '#vault/open-copies.ts'
import type { Config } from '../config.ts'
import { masterKeysOf } from '../master-key.ts'
import { leaveMoved, movedIn } from '../moved-store.ts'
import { complain, exit, print, printJson, wordsOf, type Exit } from './output.ts'
import { progressLine } from './progress.ts'
import { settingsToOpen } from './setup.ts'

interface Options {
  readonly json?: true
  /** Address of the PostgreSQL; `DATABASE_URL` unless told, which stands in no list of processes. */
  readonly to?: string
  readonly forgetOld?: true
}

/**
 * `yijian migrate-store`: a county grows. Every row and every key goes from the embedded database into PostgreSQL and is
 * proved there by counts and digests; cut off, it goes on where it was. Evidence and settings stay in their folder.
 */
export async function migrateStoreCommand(options: Options): Promise<Exit> {
  const settings = settingsToOpen(process.env)
  if (!settings) return exit.usage
  const { config } = settings
  const url = options.to ?? config.databaseUrl
  if (!url) {
    complain(
      '要搬到哪里：设 DATABASE_URL_FILE 或 DATABASE_URL，没有口令的地址也可以写 --to postgres://…',
    )
    return exit.usage
  }
  if (hasPassword(options.to)) {
    complain('--to 里不要写口令，别人能在进程列表里看到：把整个地址放进文件，用 DATABASE_URL_FILE')
    return exit.usage
  }
  if (options.forgetOld) return await forgetOld(config, url, options)
  if (!existsSync(join(config.stateDir, 'yijian.db'))) {
    complain(`${config.stateDir} 里没有内置数据库：把 STATE_DIR 设成 serve 用的文件夹`)
    return exit.usage
  }
  const moved = await move(config, url)
  if (!moved.ok) complain(cureOf(moved.refusal))
  else if (options.json) printJson({ ...moved.value, tables: moved.value.sums.length })
  else sayMoved(config, moved.value)
  return moved.ok ? exit.done : exit.refused
}

const hasPassword = (url = ''): boolean => /^\w+:\/\/[^/@]*:[^/@]+@|[?&]password=/i.test(url)

async function move(config: Config, url: string): Promise<Result<Copied>> {
  const { stateDir } = config
  const lock = lockServe(stateDir)
  if (!lock.ok) return lock
  using _held = lock.value
  const from = await openStore({ dir: stateDir })
  try {
    const to = await openStore({ url })
    try {
      return await moveInto(config, from, to)
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}

async function moveInto(config: Config, from: Db, to: Db): Promise<Result<Copied>> {
  const { stateDir } = config
  if (!(await mayTake(to))) return refuse(movedIn(stateDir) ? 'moved-already' : 'target-not-empty')
  const suite = createSuite(config.cryptoSuite)
  const line = progressLine()
  const keys = await moveKeys(
    { suite, masters: masterKeysOf(config, suite), keysDir: stateDir },
    to,
    (done, of) => line.tell('密钥', done, of),
  )
  if (!keys.ok) return keys
  const copied = await copyTables(
    from,
    to,
    ({ table, done, of }) => line.tell(table, done, of),
    ({ stateHash }) => leaveMoved(stateDir, { at: new Date().toISOString(), stateHash }),
  )
  line.end()
  return copied
}

function sayMoved({ stateDir }: Config, { sums, stateHash }: Copied): void {
  const rows = sums.reduce((sum, one) => sum + one.rows, 0)
  print(`搬好了：${sums.length} 张表，${rows} 行，逐表核对一致，状态摘要 ${stateHash}`)
  print(
    '接着：设 DATABASE_URL（或 DATABASE_URL_FILE）再启动 serve。证据和设置还在原来的文件夹，不要动',
  )
  print(`看过一切正常以后：yijian migrate-store --forget-old，删掉 ${stateDir} 里旧的数据库和密钥`)
}

/** Keys that lie in two places are erased in one: the old ones go as soon as the new place is known to be good. */
async function forgetOld({ stateDir }: Config, url: string, options: Options): Promise<Exit> {
  if (!movedIn(stateDir)) {
    complain(`${stateDir} 没有搬过，什么也没有删：先运行 yijian migrate-store --to …`)
    return exit.refused
  }
  const why = await whyNotThere(url)
  if (why !== undefined) {
    complain(`什么也没有删：${why}`)
    return exit.refused
  }
  const gone = ['yijian.db', 'keys.db'].flatMap((name) => [name, `${name}-wal`, `${name}-shm`])
  for (const name of gone) rmSync(join(stateDir, name), { force: true })
  if (options.json) printJson({ forgotten: stateDir })
  else print(`${stateDir} 里旧的数据库和密钥已删除。备份里的旧密钥也请删除`)
  return exit.done
}

/** What keeps the new place from being all there is. */
async function whyNotThere(url: string): Promise<string | undefined> {
  try {
    const db = await openStore({ url })
    try {
      if (await isHalfCopied(db)) return '还没有搬完，再运行一次 yijian migrate-store，会接着搬'
      const isEmpty =
        (await mayTake(db)) || (await (await postgresKeyStore(db)).any()) === undefined
      return isEmpty
        ? '那个 PostgreSQL 里没有数据或没有密钥，看看 DATABASE_URL 是不是搬去的那一个'
        : undefined
    } finally {
      await db.close()
    }
  } catch (cause) {
    return `打不开那个 PostgreSQL（${wordsOf(cause)}），看看 DATABASE_URL 和网络，再运行一次`
  }
}

function cureOf({ key, facts = {} }: Refusal): string {
  const cures: Readonly<Record<string, string>> = {
    'already-serving': `serve 正在使用这个文件夹（进程 ${facts['pid'] ?? '？'}）：先停下再搬`,
    'target-not-empty': '那个 PostgreSQL 里已经有数据，不会覆盖：换一个空的数据库',
    'moved-already': '已经搬过了：设 DATABASE_URL 启动 serve',
    'keys-exist': '那个 PostgreSQL 里已经有别的密钥：换一个空的数据库',
    'keys-missing': '这个文件夹里没有 keys.db，搬过去也打不开：先把它放回来',
    'store-tables-differ': `两边的表 ${facts['table'] ?? ''} 不一样：两边用同一个版本的程序`,
    'copy-differs': `表 ${facts['table'] ?? ''} 抄过去以后核对不一致：看看有没有别的程序在写那个数据库，再运行一次`,
  }
  return cures[key] ?? `没有搬：${key} ${JSON.stringify(facts)}`
}
