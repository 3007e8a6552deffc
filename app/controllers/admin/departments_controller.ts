import { MasterDataController } from '#controllers/admin/master_data'
import { listDepartments, departmentChoices } from '#services/master_data/list_departments'
import { saveDepartment, type DepartmentForm } from '#services/master_data/save_department'
import { departmentValidator } from '#validators/master_data'

export default class DepartmentsController extends MasterDataController<DepartmentForm> {
  protected readonly data = {
    views: 'departments',
    path: 'departments',
    validator: departmentValidator,
    list: listDepartments,
    choices: departmentChoices,
    save: saveDepartment,
    nameOf: (form: DepartmentForm) => form.name,
  }
}
