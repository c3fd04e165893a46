import numpy as np


def angle(position, dims):
    return [position / np.power(10000, 2 * (j // 2) / dims) for j in range(dims)]


table = np.array([angle(position, 6) for position in range(4)])
table[:, 0::2] = np.sin(table[:, 0::2])
table[:, 1::2] = np.cos(table[:, 1::2])
print(table.shape, [round(float(x), 9) for x in table[3]])
mask = np.triu(np.ones((1, 3, 3)), k=1).astype("uint8")
print(mask.tolist(), str(mask.dtype), mask.shape, (mask == 0).tolist())
print(float(np.sqrt(64)), float(np.ceil(2.2)), float(np.log2(8)), int(np.prod([2, 3])), float(np.power(2, 0.5)), np.pi)
print(np.linspace(0, 0.2, 7).tolist(), np.linspace(1, 2, 4, endpoint=False).tolist(), np.linspace(5, 6, 1).tolist())
print(np.arange(0, 1, 0.1).tolist(), np.arange(5)[::-1].tolist(), np.arange(2, 10, 3).tolist(), str(np.arange(3).dtype))
a = np.arange(6).reshape(2, 3)
print(a.T.tolist(), int(a.sum()), a.sum(axis=0).tolist(), float(a.mean()), str((a / 2).dtype), (a * 1.5).tolist())
print(int(a[1, 2]), a[:, 1].tolist(), int(a.max()), a.shape, len(a), (a > 2).tolist(), a.ndim, a.size)
print(a.max(axis=1).tolist(), a.mean(axis=0, keepdims=True).tolist(), a.reshape(-1).tolist(), a.transpose(1, 0).shape)
print(np.concatenate([a, a], axis=1).shape, np.stack([a, a]).shape, np.eye(3, k=1).tolist(), np.vstack([[1, 2], [3, 4]]).tolist())
print(float(np.mean([1, 2, 4])), float(np.std([1, 2, 3, 4])), np.cumsum([1, 2, 3]).tolist(), float(np.var([1.0, 3.0])))
print(np.array([1, 2.5]).dtype == np.float64, str(np.zeros((2, 2), dtype=np.float32).dtype), str(np.array([True]).dtype), int(np.int64(3.7)))
gx, gy = np.meshgrid(np.arange(2), np.arange(3))
print(gx.tolist(), gy.tolist(), np.clip(np.array([1, 5]), 2, 3).tolist(), np.where(a > 2, 1, 0).tolist())
b = np.outer([1, 2], [3, 4])
b += 1
print(b.tolist(), np.floor(np.array([1.5])).tolist(), int(np.abs(-3)), np.array_equal(b, b), isinstance(b, np.ndarray))
print(np.tile(np.array([1, 2]), (2, 1)).tolist(), np.repeat([1, 2], 2).tolist(), np.hstack([[1], [2]]).tolist(), np.inf, a[np.newaxis].shape)
print(np.full((2,), 7).tolist(), np.tril(np.ones((2, 2))).tolist(), np.expand_dims(a, 0).shape, np.roll([1, 2, 3], 1).tolist(), np.argmax([1, 5, 2]))
c = a.copy()
view = c[0]
view[1] = 99
print(c.tolist(), a.tolist(), np.dot([1, 2], [3, 4]), np.matmul(np.eye(2), np.array([[1.0, 2.0], [3.0, 4.0]])).tolist())
print(np.maximum(3, 4), np.minimum([1, 5], [2, 3]).tolist(), round(float(np.linalg.norm([3.0, 4.0])), 6), np.split(np.arange(4), 2)[1].tolist())
print((2 ** np.arange(4)).tolist(), (1 / np.array([1.0, 2.0])).tolist(), (-np.array([1])).tolist(), (np.float32(0.5) * 2), np.array(3).item())
print(np.allclose([1.0], [1.0 + 1e-9]), np.sort([3, 1, 2]).tolist(), np.argsort([3, 1, 2]).tolist(), np.diff([1, 4, 9]).tolist(), np.flip([1, 2]).tolist())
