import { html } from 'hono/html'
import { yearPdf, yearXlsx } from '#service/reward-year-file.ts'
import { rewardYears, yearReport, yearVersions } from '#service/reward-year.ts'
import { deskPage, needs, type Desk, type Visit } from './desk-door.ts'
import { notFound } from './faults.ts'
import type { Html } from './layout.ts'

const path = '/desk/reward-book/year'
const types = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
type FileKind = keyof typeof types

/** 年度报告: a year of an area as a file, exact for the office or without small counts for the public. */
export function rewardYearRoutes(desk: Desk): void {
  for (const kind of ['pdf', 'xlsx'] as const)
    deskPage(
      desk,
      `${path}.${kind}`,
      needs('see-rewards', async (visit) => await send(visit, kind)),
    )
}

async function send(visit: Visit, kind: FileKind): Promise<Response> {
  const { c, web, officer } = visit
  const version = yearVersions.find((one) => one === (c.req.query('version') ?? 'office'))
  const year = Number(c.req.query('year'))
  const read = version ? await yearReport(web.world, officer, { year, version }) : undefined
  if (!read?.ok) return await notFound(c)
  const made = { pdf: yearPdf, xlsx: yearXlsx }[kind]
  const bytes = await made(web.world, read.value)
  const name = `rewards-${read.value.area}-${year}-${version}.${kind}`
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': types[kind],
    'Content-Disposition': `attachment; filename="${name}"`,
  })
}

/** Which year, for whom, as what file; each is one press. */
export const yearPart = ({ web }: Visit): Html =>
  html`<h2 id="year">年度报告</h2>
    <p class="small">内部版每一笔都在；公开版不到 5 件的不单独列。谁下载了哪一份，都有留痕。</p>
    <div>
      ${rewardYears(web.world).map(
        (year) =>
          html`<p class="row">
            ${year}
            年：${yearVersions.map((version) =>
              (['pdf', 'xlsx'] as const).map(
                (kind) =>
                  html`<a class="file" href="${path}.${kind}?year=${year}&version=${version}"
                    >${versionNames[version]}（${kind.toUpperCase()}）</a
                  > `,
              ),
            )}
          </p>`,
      )}
    </div>`

const versionNames = { office: '内部版', public: '公开版' } as const
