import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import type { Form } from './form.ts'

/** What a settings page says above itself. */
export interface ShownSetting {
  readonly notice?: string
  readonly status?: 422
}

interface Setting {
  /** Under it the page is shown and its forms are sent. */
  readonly path: string
  /** Said after a change was taken: `save` leads to `path?done=saved`. */
  readonly saved: string
  readonly show: (visit: Visit, shown: ShownSetting) => Promise<Response>
  readonly save: (visit: Visit, form: Form) => Promise<Response>
}

/** A page of settings: shown, changed, and shown again with what became of the change. */
export function settingRoutes(desk: Desk, { path, saved, show, save }: Setting): void {
  deskPage(
    desk,
    path,
    needs('configure', async (visit) => {
      return await show(visit, visit.c.req.query('done') === 'saved' ? { notice: saved } : {})
    }),
  )
  deskPost(desk, path, postNeeds('configure', save))
}
