import { MasterDataController } from '#controllers/admin/master_data'
import { listProducts, productChoices } from '#services/master_data/list_products'
import { saveProduct, type ProductForm } from '#services/master_data/save_product'
import { productValidator } from '#validators/master_data'

export default class ProductsController extends MasterDataController<ProductForm> {
  protected readonly data = {
    views: 'products',
    path: 'products',
    validator: productValidator,
    list: listProducts,
    choices: productChoices,
    save: saveProduct,
    nameOf: (form: ProductForm) => form.name,
  }
}
