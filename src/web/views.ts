import { html } from 'hono/html'
import { changeView, savedViews, saveView, type SavedView } from '#service/views.ts'
import { deskPost, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { listIn, listName, queryOf, type ListAsked } from './queue-filter.ts'

/** 我的视图: lists an officer wants to find again. Their names are made from what they show. */
export function viewRoutes(desk: Desk): void {
  deskPost(desk, '/desk/views', postNeeds('see-inbox', take))
}

async function take(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const change = form.text('change')
  const asked = listIn(visit, form.text('query'))
  if (change === 'save' && asked) await saveView(web.world, officer, queryOf(asked))
  if (change === 'drop' || change === 'open' || change === 'open-none')
    await changeView(web.world, officer, { id: form.text('id'), change })
  return c.redirect(asked ? `/desk?${queryOf(asked)}` : '/desk', 303)
}

/** The list the desk begins with, where the officer chose one. */
export async function openingView(visit: Visit): Promise<ListAsked | undefined> {
  const views = await savedViews(visit.web.world, visit.officer)
  const opening = views.find(({ opens }) => opens)
  return opening && listIn(visit, opening.query)
}

/** The kept lists, and a button that keeps this one. */
export async function viewsPart(visit: Visit, asked: ListAsked): Promise<Html | string> {
  const views = await savedViews(visit.web.world, visit.officer)
  const query = queryOf(asked)
  const here = views.find((one) => one.query === query)
  const canKeep = !here && Object.keys(asked.filter).length > 0
  if (views.length === 0 && !canKeep) return ''
  return await html`<div class="views">
    ${views.length > 0 ? html`<span>我的视图：</span>` : ''} ${views.map((one) => link(visit, one))}
    ${here ? change(visit, query, { id: here.id, change: 'drop', name: '不再保存这个视图' }) : ''}
    ${here && !here.opens ? change(visit, query, { id: here.id, change: 'open', name: '打开工作台先看这个' }) : ''}
    ${here?.opens ? change(visit, query, { id: here.id, change: 'open-none', name: '不再先看这个' }) : ''}
    ${canKeep ? change(visit, query, { id: '', change: 'save', name: '保存为我的视图' }) : ''}
  </div>`
}

function link(visit: Visit, { query, opens }: SavedView): Html | string {
  const list = listIn(visit, query)
  if (!list) return ''
  return html`<a href="/desk?${query}">${listName(visit, list)}${opens ? '（先看）' : ''}</a>`
}

interface Change {
  readonly id: string
  readonly change: string
  readonly name: string
}

const change = (visit: Visit, query: string, { id, change: what, name }: Change): Html =>
  html`<form method="post" action="/desk/views">
    ${csrfField(visit)}
    <input type="hidden" name="query" value="${query}" />
    <input type="hidden" name="id" value="${id}" />
    <button class="plain" name="change" value="${what}">${name}</button>
  </form>`
