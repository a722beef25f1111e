import type { Hono } from 'hono'
import { formsIn, type FormSeen } from '../web/browser-like.ts'
import { isPage } from './strict.ts'
import type { Visit, Who } from './visits.ts'

/** A form, where it stood and before whom. */
export interface FormFound {
  readonly who: Who
  readonly route: string
  readonly form: FormSeen
}

/** Every form once for each role: those that differ in keys and values alone are one. */
export function formsOf(all: readonly Visit[]): readonly FormFound[] {
  const found = new Map<string, FormFound>()
  for (const { who, route, answer } of all) {
    if (!isPage(answer) || answer.status >= 400) continue
    for (const form of formsIn(route.split(' ')[1] ?? '/', answer.bytes.toString()))
      found.set(`${who.name} ${form.action} ${Object.keys(form.fields).join()}`, {
        who,
        route,
        form,
      })
  }
  return [...found.values()]
}

export const methodOf = ({ html }: FormSeen): string =>
  (/^<form[^>]*\bmethod="([^"]*)"/.exec(html)?.[1] ?? 'get').toUpperCase()

/** What keeps a form from being sent by a browser that runs no script. */
export function stuck(app: Hono, form: FormSeen): readonly string[] {
  const { html, action } = form
  const [found] = app.router.match(methodOf(form), action.replace(/\?.*/, ''))
  const known = found.some(([[, { method }]]) => method !== 'ALL')
  const buttons = html.match(/<button\b[^>]*>|<input\b[^>]*type="(?:submit|image)"[^>]*>/g) ?? []
  const sends = buttons.some((one) => !/\b(?:disabled|hidden|type="(?:button|reset)")/.test(one))
  const files =
    /<input\b[^>]*type="file"/.test(html) && !/enctype="multipart\/form-data"/.test(html)
  return [
    ...(known ? [] : ['leads to no door']),
    ...(sends ? [] : ['has no button']),
    ...(files ? ['cannot carry its file'] : []),
  ]
}

/** What a person without scripts sends: the fields as they stand, empty boxes filled, the first button. */
export function filled({ html, fields }: FormSeen): Readonly<Record<string, string>> {
  const typed = Object.entries(fields).map(([name, value]) => [name, value || '说明一下，情况属实'])
  const button = /<button\b[^>]*\bname="([^"]*)"[^>]*\bvalue="([^"]*)"/.exec(html)
  return {
    ...Object.fromEntries(typed),
    ...(button ? { [button[1] ?? '']: button[2] ?? '' } : {}),
  }
}
