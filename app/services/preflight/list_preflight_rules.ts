import Product from '#models/product'
import PreflightRule, { COLOUR_SPACES, PREFLIGHT_MEDIA } from '#models/preflight_rule'
import RequestType from '#models/request_type'
import { lastRecheck } from '#services/preflight/last_recheck'
import { writeChecks } from '#services/preflight/read_checks'

/** All rules by name, with what they ask and what they are about, and the last time all was checked again. Four queries. */
export async function listPreflightRules() {
  const rules = await PreflightRule.query().orderBy(['name', 'id'])
  const [products, types] = [await namesOf(Product), await namesOf(RequestType)]
  return {
    recheck: await lastRecheck(),
    rules: rules.map((rule) => ({
      id: rule.id,
      name: rule.name,
      isActive: rule.isActive,
      product: products.get(rule.productId ?? 0) ?? null,
      type: types.get(rule.requestTypeId ?? 0) ?? null,
      asks: writeChecks(rule.checks),
    })),
  }
}

/**
 * What the form of a rule needs.
 * @throws E_ROW_NOT_FOUND for an unknown id
 */
export async function preflightRuleChoices(id: number | null) {
  const rule = id ? await PreflightRule.findOrFail(id) : null
  const options = (names: Map<number, string>) =>
    [...names].map(([value, label]) => ({ value, label }))
  return {
    row: rule && {
      id: rule.id,
      $attributes: { ...rule.$attributes, ...writeChecks(rule.checks) },
    },
    products: options(await namesOf(Product)),
    types: options(await namesOf(RequestType)),
    media: PREFLIGHT_MEDIA,
    colours: COLOUR_SPACES,
  }
}

async function namesOf(model: typeof Product | typeof RequestType): Promise<Map<number, string>> {
  const rows = await (model as typeof Product).query().orderBy('name').select('id', 'name')
  return new Map(rows.map(({ id, name }) => [id, name]))
}
