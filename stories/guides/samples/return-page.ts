// #region sample
import '@dots-flows/react/return';
// #endregion
