import { PRODUCT_CATEGORIES } from '#models/product'
import RequestType, { CRITERIA_MODES, PRODUCT_MODES, QUANTITY_MODES } from '#models/request_type'

/** All request types in the order people see them. */
export async function listRequestTypes() {
  return { types: await RequestType.query().orderBy(['position', 'name']) }
}

/**
 * What the form of a request type needs.
 * @throws E_ROW_NOT_FOUND for an unknown id
 */
export async function requestTypeChoices(id: number | null) {
  return {
    row: id ? await RequestType.findOrFail(id) : null,
    productModes: PRODUCT_MODES,
    categories: PRODUCT_CATEGORIES,
    quantityModes: QUANTITY_MODES,
    criteriaModes: CRITERIA_MODES,
  }
}
