import { writeFileSync } from 'node:fs'
import type { PosterWay } from '#service/poster.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { settingsOfExisting, withHouse } from './setup.ts'

interface Options {
  readonly area: string
  readonly out: string
  readonly place?: string
  readonly form?: true
  readonly link?: string
  readonly json?: true
}

/** `yijian poster`: a page with a code to hang up, as a PDF file. */
export async function posterCommand(options: Options): Promise<Exit> {
  const { area, out, place, form, link, json } = options
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  if (form && link) {
    complain('--form 和 --link 只能给一个')
    return exit.usage
  }
  const way: PosterWay = link ? 'link' : form ? 'form' : 'chat'
  return await withHouse(settings, async ({ world }) => {
    const { opensHereOnly, posterOf } = await import('#service/poster.ts')
    const wish = { way, ...(link ? { link } : {}), ...(place ? { place } : {}) }
    const made = await posterOf(world, area, wish)
    if (!made.ok) {
      const { refusalWords } = await import('#web/words/refusals.ts')
      complain(refusalWords(made.refusal))
      return exit.refused
    }
    if (opensHereOnly(world))
      complain('PUBLIC_URL 还没有设：扫码打开的是本机，别人打不开。设好再做一张。')
    writeFileSync(out, made.value.pdf)
    const { pdf, url } = made.value
    if (json) printJson({ area, out, url, bytes: pdf.length })
    else print(`${out}：扫码打开 ${url}`)
    return exit.done
  })
}
