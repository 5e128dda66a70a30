from aws_cdk import aws_bedrock as bedrock
from aws_cdk import aws_iam as iam


class Stack:
    def __init__(self, region):
        bedrock.CfnKnowledgeBase(
            self,
            "KB",
            embedding_model_arn=f"arn:aws:bedrock:{region}::foundation-model/amazon.titan-embed-text-v2:0",
        )
        iam.PolicyStatement(
            actions=["bedrock:InvokeModel"],
            resources=[f"arn:aws:bedrock:{region}::foundation-model/anthropic.claude-v2"],
        )
