import { html } from 'hono/html'
import { readCase } from '#service/desk.ts'
import { deskPage, type Desk } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { said } from './layout.ts'

/** 案件. */
export function caseRoutes(desk: Desk): void {
  deskPage(desk, '/desk/cases/:number', async (visit) => {
    const { c, web, officer } = visit
    const read = await readCase(web.world, officer, c.req.param('number') ?? '')
    if (!read.ok) return await notFound(c)
    const { file } = read.value
    return await showDesk(visit, {
      title: file.number,
      content: html`<h1>${file.number}</h1>
        <p>${said(file.facts.what)}</p>`,
    })
  })
}
