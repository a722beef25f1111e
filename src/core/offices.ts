import type { AreaLevel, Department, DepartmentId, Office, Place, PlaceCode, Plan } from './plan.ts'

/**
 * The department's office at the smallest place that contains the matter's place; else the area's own. Where the plan
 * names a level, an office of that level comes first.
 */
export function officeFor(
  offices: readonly Office[],
  department: DepartmentId,
  place: PlaceCode | undefined,
  places: readonly Place[],
  level?: AreaLevel,
): Office | undefined {
  const own = offices.filter((office) => office.department === department)
  const ofLevel = own.filter((office) => office.level === level)
  return nearest(ofLevel, place, places) ?? nearest(own, place, places)
}

/** Where open, unroutable and returned matters wait for a person. */
export function intakeOffice(offices: readonly Office[]): Office | undefined {
  return offices.find((office) => office.department === 'intake')
}

/** The office that bears a name, whole or without the place before it; none where two do. */
export function officeNamed(offices: readonly Office[], name: string): Office | undefined {
  const wanted = name.trim()
  if (wanted.length < 2) return undefined
  const whole = offices.find((office) => office.name === wanted)
  const [only, ...others] = offices.filter((office) => office.name.endsWith(wanted))
  return whole ?? (others.length === 0 ? only : undefined)
}

/** Departments that have an office in each district of a demonstration. */
const inDistricts: ReadonlySet<DepartmentId> = new Set([
  'health-commission',
  'market-regulation',
  'medical-insurance',
  'public-security',
])

/** Offices for an area that nobody runs yet, so that the way of a report can be shown. */
export function demoOffices(plan: Plan, places: readonly Place[]): Office[] {
  const { area } = plan
  const base = { area: area.code, place: area.code, level: area.level }
  const intake: Office = {
    ...base,
    id: `${area.code}-intake`,
    name: `${area.name}综合监管协调岗`,
    department: 'intake',
  }
  const own = plan.departments.map((department) => ({
    ...base,
    id: `${area.code}-${department.id}`,
    name: fullName(area.name, nameOf(department)),
    department: department.id,
  }))
  const districts = places.flatMap((place) =>
    place.within === area.code && place.level !== 'township'
      ? districtOffices(plan, place, place.level)
      : [],
  )
  return [intake, ...own, ...districts]
}

function districtOffices(plan: Plan, place: Place, level: AreaLevel): Office[] {
  return plan.departments
    .filter((department) => inDistricts.has(department.id))
    .map((department) => ({
      id: `${place.code}-${department.id}`,
      area: plan.area.code,
      name: fullName(place.name, baseName(nameOf(department), plan.area.name)),
      department: department.id,
      place: place.code,
      level,
    }))
}

/** 市卫生健康委 of 淄博市 is 淄博市卫生健康委. */
function fullName(place: string, department: string): string {
  return department.startsWith(place) ? department : `${place}${withoutLevel(department)}`
}

function baseName(department: string, area: string): string {
  return department.startsWith(area) ? department.slice(area.length) : department
}

const withoutLevel = (department: string): string =>
  department.replace(/^(自治区|[省市区县旗])/, '')

function nameOf(department: Department): string {
  return department.now?.name ?? department.name
}

function nearest(
  offices: readonly Office[],
  place: PlaceCode | undefined,
  places: readonly Place[],
): Office | undefined {
  for (const code of upward(place, places)) {
    const found = offices.find((office) => office.place === code)
    if (found) return found
  }
  return offices.find((office) => office.place === office.area)
}

/** A place, the place it lies in, and so on; stops if the data run in a circle. */
function upward(place: PlaceCode | undefined, places: readonly Place[]): readonly PlaceCode[] {
  const path: PlaceCode[] = []
  let code = place
  while (code !== undefined && !path.includes(code)) {
    path.push(code)
    code = places.find((one) => one.code === code)?.within
  }
  return path
}
