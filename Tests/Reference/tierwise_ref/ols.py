"""Dense least squares by Householder QR and cluster-robust covariances (Methods 11.5, 17.4)."""
from __future__ import annotations
import math
import numpy as np
from .special import t_ppf, t_sf2


def householder_qr_solve(X, y):
    """Plain Householder QR in doubles. Returns (beta, Rinv, residuals)."""
    A = np.array(X, dtype=float, copy=True)
    b = np.array(y, dtype=float, copy=True)
    n, k = A.shape
    for j in range(k):
        x = A[j:, j]
        nrm = math.sqrt(float(np.dot(x, x)))
        if nrm == 0:
            raise ValueError("rank deficient")
        alpha = -math.copysign(nrm, x[0])
        v = x.copy()
        v[0] -= alpha
        vv = float(np.dot(v, v))
        for c in range(j, k):
            f = 2 * float(np.dot(v, A[j:, c])) / vv
            A[j:, c] -= f * v
        f = 2 * float(np.dot(v, b[j:])) / vv
        b[j:] -= f * v
        A[j, j] = alpha
        A[j + 1:, j] = 0.0
    R = np.triu(A[:k, :k])
    beta = np.zeros(k)
    for i in range(k - 1, -1, -1):
        beta[i] = (b[i] - float(np.dot(R[i, i + 1:], beta[i + 1:]))) / R[i, i]
    Rinv = np.zeros((k, k))
    for c in range(k):
        e = np.zeros(k)
        e[c] = 1
        for i in range(k - 1, -1, -1):
            Rinv[i, c] = (e[i] - float(np.dot(R[i, i + 1:], Rinv[i + 1:, c]))) / R[i, i]
    return beta, Rinv, np.asarray(y, float) - np.asarray(X, float) @ beta


def _sym_inv_sqrt(S):
    w, V = np.linalg.eigh((S + S.T) / 2)
    wi = np.where(w > 1e-12 * max(w.max(), 1e-300), 1 / np.sqrt(np.where(w > 0, w, 1)), 0.0)
    return (V * wi) @ V.T


def cluster_ols(X, y, clusters, w=None, level=0.95):
    """OLS/WLS with CR0, CR1 (Stata), CR2 + Satterthwaite df (identity target), CR3."""
    X = np.asarray(X, float)
    y = np.asarray(y, float)
    n, k = X.shape
    w = np.ones(n) if w is None else np.asarray(w, float)
    sw = np.sqrt(w)
    beta, Rinv, _ = householder_qr_solve(X * sw[:, None], y * sw)
    M = Rinv @ Rinv.T
    res = y - X @ beta
    ids = sorted(set(clusters), key=lambda s: str(s).encode())
    G = len(ids)
    idx = {c: [i for i in range(n) if clusters[i] == c] for c in ids}
    XW = X * w[:, None]
    meat0 = np.zeros((k, k)); meat2 = np.zeros((k, k)); meat3 = np.zeros((k, k))
    adj = {}
    # projection I - H with H = X M X'W
    Hfull = X @ M @ XW.T
    IH = np.eye(n) - Hfull
    for c in ids:
        i = idx[c]
        s0 = XW[i].T @ res[i]
        meat0 += np.outer(s0, s0)
        # CR2, identity working covariance: B = [(I-H)(I-H)']_cc
        Bm = IH[i] @ IH[i].T
        A2 = _sym_inv_sqrt(Bm)
        adj[c] = A2
        s2 = XW[i].T @ (A2 @ res[i])
        meat2 += np.outer(s2, s2)
        Hcc = Hfull[np.ix_(i, i)]
        try:
            s3 = XW[i].T @ np.linalg.solve(np.eye(len(i)) - Hcc, res[i])
            meat3 += np.outer(s3, s3)
        except np.linalg.LinAlgError:
            meat3 += np.nan
    V0 = M @ meat0 @ M
    V1 = V0 * (G / (G - 1)) * ((n - 1) / (n - k))
    V2 = M @ meat2 @ M
    V3 = M @ meat3 @ M * (G - 1) / G
    df2 = []
    for j in range(k):
        P = np.zeros((n, G))
        for gi, c in enumerate(ids):
            i = idx[c]
            a = adj[c] @ (XW[i] @ M[:, j])          # length n_c
            P[:, gi] = IH[i].T @ a                  # residual-maker rows for cluster c
        Om = P.T @ P
        df2.append(float(np.trace(Om) ** 2 / np.sum(Om * Om)))
    se = lambda V: [math.sqrt(max(0.0, v)) for v in np.diag(V)]
    return {
        "n": n, "k": k, "clusters": G, "coef": beta.tolist(),
        "se_cr0": se(V0), "se_cr1": se(V1), "se_cr2": se(V2), "se_cr3": se(V3), "df_cr2": df2,
        "p_cr1": [t_sf2(float(b / s), G - 1) for b, s in zip(beta, se(V1))],
        "p_cr2": [t_sf2(float(b / s), d) for b, s, d in zip(beta, se(V2), df2)],
        "ci_cr2": [[float(b - t_ppf((1 + level) / 2, d) * s), float(b + t_ppf((1 + level) / 2, d) * s)]
                   for b, s, d in zip(beta, se(V2), df2)],
    }
