//===- Ops.h - The parts of the operator table ------------------*- C++ -*-===//

#ifndef KILN_FRONTEND_ATEN_OPS_OPS_H
#define KILN_FRONTEND_ATEN_OPS_OPS_H

namespace kiln::aten {

class Table;

void addActivationOps(Table &table);
void addArrangeOps(Table &table);
void addContractionOps(Table &table);
void addCopyOps(Table &table);
void addCreationOps(Table &table);
void addElementwiseOps(Table &table);
void addIndexingOps(Table &table);
void addNormalizationOps(Table &table);
void addPoolingOps(Table &table);
void addReductionOps(Table &table);
void addReshapeOps(Table &table);
void addScatterOps(Table &table);
void addSplitOps(Table &table);
void addVisionOps(Table &table);

} // namespace kiln::aten

#endif
