import { chainFault } from '#store/publication-chain.ts'
import type { LinkRow } from '#store/publications.ts'
import { publicChain } from '#service/publish.ts'
import { readGiven } from './given-file.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { settingsOfExisting, withHouse } from './setup.ts'

interface Options {
  readonly json?: true
}

/**
 * `yijian verify-register [FILE]`: with the published chain.json, offline and without a database; without, every area of the
 * house whose STATE_DIR it is.
 */
export async function verifyRegisterCommand(
  path: string | undefined,
  options: Options,
): Promise<Exit> {
  if (path !== undefined) {
    const links = linksIn(path)
    if (!links) {
      complain('这不是 chain.json：请从“怎么核对”的页面下载')
      return exit.usage
    }
    return tell([{ area: links[0]?.area ?? '', links }], options)
  }
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  return await withHouse(settings, async ({ world }) => {
    const chains = []
    for (const area of world.packs.areas.keys())
      chains.push({ area, links: (await publicChain(world, area)).links })
    return tell(chains, options)
  })
}

function linksIn(path: string): readonly LinkRow[] | undefined {
  const bytes = readGiven(path)
  if (!bytes) return undefined
  try {
    const { links } = JSON.parse(Buffer.from(bytes).toString()) as { readonly links?: unknown }
    return Array.isArray(links) ? (links as readonly LinkRow[]) : undefined
  } catch {
    return undefined
  }
}

interface Chain {
  readonly area: string
  readonly links: readonly LinkRow[]
}

function tell(chains: readonly Chain[], { json }: Options): Exit {
  const told = chains.map(({ area, links }) => {
    const fault = chainFault(links)
    const last = links.at(-1)?.hash
    return {
      area,
      links: links.length,
      ...(last === undefined ? {} : { last }),
      ...(fault === undefined ? {} : { fault }),
    }
  })
  if (json) printJson(told)
  else
    for (const { area, links, last, fault } of told) {
      if (fault !== undefined) complain(`${area}：第 ${fault} 处对不上，公开的内容可能被人改过`)
      else print(`${area}：链完整，共 ${links} 处${last === undefined ? '' : `，最后一处 ${last}`}`)
    }
  return told.some(({ fault }) => fault !== undefined) ? exit.refused : exit.done
}
