import { html } from 'hono/html'
import { gridKinds, lookFor, type GridKind } from '#core/grid.ts'
import type { AreaCode } from '#core/plan.ts'
import { readCase } from '#service/desk.ts'
import { gridOf, gridTree, gridPath as pathTo } from '#service/grid-places.ts'
import { gridDueOn, giveTask } from '#service/grid-tasks.ts'
import { workersToSend } from '#service/grid-workers.ts'
import { areaAsked } from './area-tabs.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { areaIn, gridHead, gridPath } from './grid-shared.ts'
import { said, type Html } from './layout.ts'
import { gridKindNames } from './words/grid.ts'
import { refusalWords } from './words/refusals.ts'

/** 派巡查、复查: what an officer asks a grid worker to look at. */
export function gridGiveRoutes(desk: Desk): void {
  deskPage(
    desk,
    `${gridPath}/give`,
    needs('see-grid', async (visit) => await ask(visit, {})),
  )
  deskPost(desk, `${gridPath}/give`, postNeeds('see-grid', give))
}

interface Typed {
  readonly kind: string
  readonly place: string
  readonly worker: string
  readonly where: string
  readonly look: string
  readonly dueOn: string
}

interface Asked {
  readonly area?: AreaCode
  readonly number?: string
  readonly part?: string
  readonly typed?: Typed
  readonly notice?: string
  readonly key?: string
}

async function ask(visit: Visit, asked: Asked): Promise<Response> {
  const { c, web, officer } = visit
  const number = asked.number ?? c.req.query('case') ?? ''
  const part = asked.part ?? c.req.query('part') ?? ''
  const read = number === '' ? undefined : await readCase(web.world, officer, number)
  if (read && !read.ok) return await notFound(c)
  const file = read?.value
  const area = asked.area ?? file?.file.area ?? areaAsked(visit)
  const here = gridOf(web.world, area)
  if (!here) return await forbidden(c, refusalWords({ key: 'grid-none' }))
  const isOver = file?.tasks.some(({ task, state }) => task === part && state === 'concluded')
  const kind: GridKind = isOver ? 'recheck' : 'patrol'
  const typed = asked.typed ?? {
    kind,
    place: '',
    worker: '',
    where: '',
    look: lookFor(here.rules, file?.file.matters[0]?.offence ?? '*'),
    dueOn: gridDueOn(web.world, here, kind),
  }
  const title = number ? `为 ${number} 派巡查` : '派一件巡查'
  return await showDesk(visit, {
    title,
    ...(asked.notice ? { notice: asked.notice, status: 422 as const } : {}),
    content: html`${gridHead(visit, area, { title, path: `${gridPath}/give` })}
    ${file ? caution(file.file.facts.where) : ''}
    ${await formPart({ visit, area, number, part, typed, alone: asked.key === 'grid-alone' })}`,
  })
}

function caution(where: string): Html {
  return html`<section class="card">
    <p class="notice hot">
      网格员是当地人，可能认识双方。只写去哪里、看什么；不写有人举报，不照抄举报人的话。这件会混在例行巡查里，下一个工作日才出现。
    </p>
    <details>
      <summary>举报人写的地点（只给您看，不会带过去）</summary>
      <p class="quote">${said(where)}</p>
    </details>
  </section>`
}

interface FormAt {
  readonly visit: Visit
  readonly area: AreaCode
  readonly number: string
  readonly part: string
  readonly typed: Typed
  readonly alone: boolean
}

async function formPart({ visit, area, number, part, typed, alone }: FormAt): Promise<Html> {
  const { world } = visit.web
  const { tree, workers } = await world.db.read(async (tx) => ({
    tree: await gridTree(world, tx, area),
    workers: await workersToSend(world, tx, area),
  }))
  const field = (name: keyof Typed): { id: string; name: string; value: string } => ({
    id: name,
    name,
    value: typed[name],
  })
  if (workers.length === 0)
    return await html`<section class="card">
      <p>这个辖区还没有登记网格员。请管理员或督办人员先登记。</p>
    </section>`
  return await html`<form method="post" action="${gridPath}/give" class="card">
    ${csrfField(visit)}
    <input type="hidden" name="area" value="${area}" />
    <input type="hidden" name="number" value="${number}" />
    <input type="hidden" name="part" value="${part}" />
    ${choiceBox({
      ...field('kind'),
      label: '做什么',
      options: gridKinds.map((kind) => [kind, gridKindNames[kind]] as const),
    })}
    ${choiceBox({
      ...field('place'),
      label: '在哪个网格',
      options: tree.all.map(({ code }) => [code, pathTo(tree, code)] as const),
    })}
    ${choiceBox({
      ...field('worker'),
      label: '派给谁',
      hint: '只能派给这个网格或它上一级的人。',
      options: workers.map(
        ({ id, name, place }) => [id, `${name}（${pathTo(tree, place)}）`] as const,
      ),
    })}
    ${lineBox({ ...field('where'), label: '去哪里', hint: '写到找得到门，只给接这件的人看。', max: 120 })}
    ${textBox({ ...field('look'), label: '看什么', max: 400 })}
    <label for="dueOn">哪天以前</label>
    <input id="dueOn" name="dueOn" type="date" value="${typed.dueOn}" />
    ${
      alone
        ? html`<p class="check">
            <input type="checkbox" id="alone" name="alone" value="yes" />
            <label for="alone">知道，仍单独派</label>
          </p>`
        : ''
    }
    <p class="row"><button class="main">派下去</button></p>
  </form>`
}

async function give(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const area = areaIn(visit, form)
  const text = (name: keyof Typed): string => form.text(name).trim()
  const typed: Typed = {
    kind: text('kind'),
    place: text('place'),
    worker: text('worker'),
    where: text('where'),
    look: text('look'),
    dueOn: text('dueOn'),
  }
  const [number, part] = [form.text('number'), form.text('part')]
  const given = await giveTask(web.world, officer, {
    ...typed,
    area,
    kind: gridKinds.find((one) => one === typed.kind) ?? 'patrol',
    ...(number ? { about: { number, part } } : {}),
    ...(form.text('alone') === 'yes' ? { alone: true } : {}),
  })
  if (!given.ok) {
    const { key } = given.refusal
    return await ask(visit, { area, number, part, typed, key, notice: refusalWords(given.refusal) })
  }
  const done = given.value.along > 0 ? 'along' : 'given'
  return c.redirect(`${gridPath}?area=${area}&done=${done}`, 303)
}
