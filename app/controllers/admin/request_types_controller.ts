import { MasterDataController } from '#controllers/admin/master_data'
import { listRequestTypes, requestTypeChoices } from '#services/master_data/list_request_types'
import { saveRequestType, type RequestTypeForm } from '#services/master_data/save_request_type'
import { requestTypeValidator } from '#validators/master_data'

export default class RequestTypesController extends MasterDataController<RequestTypeForm> {
  protected readonly data = {
    views: 'request_types',
    path: 'request-types',
    asked: ['workflow'],
    validator: requestTypeValidator,
    list: listRequestTypes,
    choices: requestTypeChoices,
    save: saveRequestType,
    nameOf: (form: RequestTypeForm) => form.name,
  }
}
