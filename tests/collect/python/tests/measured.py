"""Measures of answers ask a judge."""
from deepeval.metrics import HallucinationMetric


def test_answer():
    metric = HallucinationMetric(threshold=0.5, model="gpt-4.1")
    assert metric.measure(case)
